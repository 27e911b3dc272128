import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { type CSSProperties, type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { Toaster as SonnerToaster, toast as sonnerToast } from 'sonner';
import type { ToasterProps } from './toast.tsx';
import { type QueuedToast, subscribeToasts, takeToasts } from './toast-queue.tsx';
import 'sonner/dist/styles.css';

const durations = { success: 5000, info: 5000, warning: 8000, error: 10_000 } as const;

function present({ kind, title, ...options }: QueuedToast): void {
  const given = Object.entries({ duration: durations[kind], ...options }).filter(([, value]) => value !== undefined);
  sonnerToast[kind](title, Object.fromEntries(given));
}

function useQueue(): void {
  useEffect(() => {
    const flush = () => takeToasts().forEach(present);
    flush();
    return subscribeToasts(flush);
  }, []);
}

const phone = '(width < 40rem)';
function watchPhone(changed: () => void): () => void {
  const query = matchMedia(phone);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

// Own properties of sonner take the place of its palette.
const palette: CSSProperties & Record<`--${string}`, string> = {
  '--normal-bg': 'var(--raised)',
  '--normal-border': 'var(--line)',
  '--normal-text': 'var(--foreground)',
  '--border-radius': '12px',
  '--width': '380px',
};

const icons = {
  success: <CircleCheck aria-hidden className="size-4 text-success-text" />,
  error: <CircleAlert aria-hidden className="size-4 text-danger-text" />,
  warning: <TriangleAlert aria-hidden className="size-4 text-warning-text" />,
  info: <Info aria-hidden className="size-4 text-info-text" />,
};

/** Shows what `toast` sends. */
export function ToastRegion({ direction = 'ltr', closeLabel, label }: ToasterProps): ReactNode {
  const onPhone = useSyncExternalStore(watchPhone, () => matchMedia(phone).matches);
  useQueue();
  return (
    <SonnerToaster
      dir={direction}
      position={onPhone ? 'top-center' : direction === 'rtl' ? 'bottom-left' : 'bottom-right'}
      closeButton
      style={palette}
      icons={icons}
      {...(label ? { containerAriaLabel: label } : {})}
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
