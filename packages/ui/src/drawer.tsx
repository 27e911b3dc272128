import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.tsx';
import { type ModalProps, overlayStyles, SheetClose, SheetFooter, SheetHeader } from './modal.tsx';
import { useReturnFocus } from './use-return-focus.tsx';

export interface DrawerProps extends Omit<ModalProps, 'size' | 'dismissible'> {
  side?: 'start' | 'end' | 'bottom';
  /** 384, 512 or 720 px; on a phone the whole width. */
  size?: 'sm' | 'md' | 'lg';
}

const sizes = { sm: 'sm:w-96', md: 'sm:w-[32rem]', lg: 'sm:w-[45rem]' } as const;
const slide = 'data-[state=open]:animate-sheet-in data-[state=closed]:animate-sheet-out inset-y-0 w-full max-w-full';
const sides = {
  end: `${slide} end-0 sm:border-s [--sheet-from:100%] rtl:[--sheet-from:-100%]`,
  start: `${slide} start-0 sm:border-e [--sheet-from:-100%] rtl:[--sheet-from:100%]`,
  bottom:
    'inset-x-0 bottom-0 mx-auto max-h-[85dvh] w-full max-w-2xl rounded-t-2xl border-t data-[state=open]:animate-rise-in data-[state=closed]:animate-rise-out',
} as const;

/** A panel that slides over the page: details, filters, a form beside its list. */
export function Drawer(props: DrawerProps): ReactNode {
  const { open, onOpenChange, title, description, side = 'end', size = 'md', footer, children, className } = props;
  const returnFocus = useReturnFocus();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyles} />
        <Dialog.Content
          {...returnFocus}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={classNames(
            'fixed z-50 flex flex-col border-line bg-raised shadow-modal outline-none',
            sides[side],
            side !== 'bottom' && sizes[size],
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
