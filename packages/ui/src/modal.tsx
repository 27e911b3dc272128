import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { IconButton } from './icon-button.tsx';
import { useUiStrings } from './ui-provider.tsx';
import { useReturnFocus } from './use-return-focus.tsx';

export interface ModalProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** 400, 500, 700, 900 px or the whole screen. On a phone always the whole screen, but `sm`. */
  size?: 'sm' | 'md' | 'lg' | 'xl' | 'full';
  /** Buttons; stays in view while the content scrolls. */
  footer?: ReactNode;
  /** Off while work would be lost by a click beside the modal. */
  dismissible?: boolean;
  children?: ReactNode;
  className?: string;
}

export const overlayStyles =
  'fixed inset-0 z-50 bg-overlay data-[state=open]:animate-fade-in data-[state=closed]:animate-fade-out';

const phoneFull = 'max-sm:inset-0 max-sm:h-dvh max-sm:max-h-none max-sm:w-full max-sm:rounded-none max-sm:border-0';
const sizes = {
  sm: 'w-[calc(100%-2rem)] max-w-[400px]',
  md: `w-full max-w-[500px] sm:w-[calc(100%-2rem)] ${phoneFull}`,
  lg: `w-full max-w-[700px] sm:w-[calc(100%-2rem)] ${phoneFull}`,
  xl: `w-full max-w-[900px] sm:w-[calc(100%-2rem)] ${phoneFull}`,
  full: 'h-dvh w-full max-w-none rounded-none border-0',
} as const;

export function Modal(props: ModalProps): ReactNode {
  const {
    open,
    onOpenChange,
    title,
    description,
    size = 'md',
    footer,
    dismissible = true,
    children,
    className,
  } = props;
  const returnFocus = useReturnFocus();
  const hold = (event: Event) => !dismissible && event.preventDefault();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyles} />
        <Dialog.Content
          {...returnFocus}
          {...(description ? {} : { 'aria-describedby': undefined })}
          onPointerDownOutside={hold}
          onEscapeKeyDown={hold}
          className={classNames(
            'fixed inset-0 z-50 m-auto flex h-fit max-h-[min(calc(100dvh-4rem),56rem)] flex-col rounded-2xl border border-line bg-raised shadow-modal outline-none',
            'data-[state=open]:animate-pop-in data-[state=closed]:animate-pop-out',
            size === 'full' && 'max-h-none',
            sizes[size],
            className,
          )}
        >
          <SheetHeader title={title} description={description} />
          <div className="min-h-0 grow overflow-y-auto overscroll-contain px-4 pt-1 pb-6 sm:px-6">{children}</div>
          {footer && <SheetFooter>{footer}</SheetFooter>}
          <SheetClose />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Title row of `Modal` and `Drawer`. */
export function SheetHeader({ title, description }: Pick<ModalProps, 'title' | 'description'>): ReactNode {
  return (
    <div className="px-4 pt-4 pb-3 sm:px-6 sm:pt-5">
      <div className="min-w-0 pe-12 pt-1">
        <Dialog.Title className="text-lg leading-tight font-semibold">{title}</Dialog.Title>
        {description && <Dialog.Description className="mt-1 text-sm text-muted">{description}</Dialog.Description>}
      </div>
    </div>
  );
}

/** Comes last in the order of keys, so that a dialog opens on its first field. */
export function SheetClose(): ReactNode {
  const strings = useUiStrings();
  return (
    <Dialog.Close asChild>
      <IconButton
        icon={X}
        label={strings.close}
        tooltip={false}
        size="sm"
        className="absolute end-3 top-3 sm:end-4 sm:top-5"
      />
    </Dialog.Close>
  );
}

/** Button row of `Modal` and `Drawer`; on a phone the buttons share the width. */
export function SheetFooter({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3 max-sm:pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 sm:py-4 max-sm:[&>button]:grow">
      {children}
    </div>
  );
}
