import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { type CSSProperties, type ReactNode, useSyncExternalStore } from 'react';
import { toast as sonnerToast, Toaster as SonnerToaster } from 'sonner';

export interface ToastOptions {
  description?: string | undefined;
  /** One short way on: "Undo", "Open". */
  action?: { label: string; onClick: () => void } | undefined;
  /** Milliseconds; errors stay 10 s, the rest 5 s. */
  duration?: number | undefined;
  /** The same id replaces the toast instead of adding one. */
  id?: string | undefined;
}

type Show = (title: string, options?: ToastOptions) => void;

function present(options: ToastOptions | undefined, fallback: number): Record<string, unknown> {
  const given = Object.entries({ duration: fallback, ...options }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

/** Short news about what the person just did. What must be read stays in the page as an `Alert`. */
export const toast: { success: Show; error: Show; warning: Show; info: Show; dismiss: (id?: string) => void } = {
  success: (title, options) => void sonnerToast.success(title, present(options, 5000)),
  error: (title, options) => void sonnerToast.error(title, present(options, 10_000)),
  warning: (title, options) => void sonnerToast.warning(title, present(options, 8000)),
  info: (title, options) => void sonnerToast.info(title, present(options, 5000)),
  dismiss: (id) => void sonnerToast.dismiss(id),
};

const phone = '(width < 40rem)';
function watchPhone(changed: () => void): () => void {
  const query = matchMedia(phone);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

export interface ToasterProps {
  direction?: 'ltr' | 'rtl';
  closeLabel?: string;
  /** Accessible name of the region. */
  label?: string;
}

// Own properties of sonner take the place of its palette.
const palette: CSSProperties & Record<`--${string}`, string> = {
  '--normal-bg': 'var(--raised)',
  '--normal-border': 'var(--line)',
  '--normal-text': 'var(--foreground)',
  '--border-radius': '12px',
  '--width': '380px',
};

/** Place once in the app. */
export function Toaster({ direction = 'ltr', closeLabel, label }: ToasterProps): ReactNode {
  const onPhone = useSyncExternalStore(watchPhone, () => matchMedia(phone).matches);
  return (
    <SonnerToaster
      dir={direction}
      position={onPhone ? 'top-center' : direction === 'rtl' ? 'bottom-left' : 'bottom-right'}
      closeButton
      style={palette}
      {...(label ? { containerAriaLabel: label } : {})}
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-success-text" />,
        error: <CircleAlert aria-hidden className="size-4 text-danger-text" />,
        warning: <TriangleAlert aria-hidden className="size-4 text-warning-text" />,
        info: <Info aria-hidden className="size-4 text-info-text" />,
      }}
      toastOptions={{
        ...(closeLabel ? { closeButtonAriaLabel: closeLabel } : {}),
        classNames: {
          toast: 'font-sans! shadow-raised! gap-2.5!',
          title: 'text-sm! font-medium!',
          description: 'text-[0.8125rem]! text-muted!',
          actionButton: 'h-8! rounded-md! bg-inverse! px-3! font-medium! text-on-inverse!',
        },
      }}
    />
  );
}
