import { AlertDialog } from 'radix-ui';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';
import { overlayStyles } from './modal.tsx';
import { fill, useUiStrings } from './ui-provider.tsx';
import { useReturnFocus } from './use-return-focus.tsx';

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen and whether it can be undone. */
  description: ReactNode;
  /** The verb: "Delete agent". */
  confirmLabel?: string;
  cancelLabel?: string;
  variant?: 'danger' | 'primary';
  /** The person must type this text first; for what cannot be undone. */
  typeToConfirm?: string;
  /** A promise keeps the dialog open and the button busy; it closes when fulfilled and stays when rejected. */
  onConfirm: () => unknown;
}

export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const {
    open,
    onOpenChange,
    title,
    description,
    confirmLabel,
    cancelLabel,
    variant = 'danger',
    typeToConfirm,
  } = props;
  const strings = useUiStrings();
  const returnFocus = useReturnFocus();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (open) setTyped('');
  }, [open]);
  const confirm = async () => {
    setBusy(true);
    try {
      await props.onConfirm();
      onOpenChange(false);
    } catch {
      // The caller has shown why; the dialog stays so that the person can try again.
    } finally {
      setBusy(false);
    }
  };
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !busy && onOpenChange(next)}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayStyles} />
        <AlertDialog.Content
          {...returnFocus}
          className={classNames(
            'fixed inset-0 z-50 m-auto flex h-fit w-[calc(100%-2rem)] max-w-[440px] flex-col gap-4 rounded-2xl border border-line bg-raised p-6 shadow-modal outline-none',
            'data-[state=open]:animate-pop-in data-[state=closed]:animate-pop-out',
          )}
        >
          <div>
            <AlertDialog.Title className="text-lg leading-tight font-semibold">{title}</AlertDialog.Title>
            <AlertDialog.Description asChild>
              <div className="mt-2 text-sm text-muted">{description}</div>
            </AlertDialog.Description>
          </div>
          {typeToConfirm && (
            <Field label={fill(strings.typeToConfirm, { text: typeToConfirm })}>
              <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
            </Field>
          )}
          <div className="mt-2 flex flex-wrap justify-end gap-2 max-sm:[&>button]:grow">
            <AlertDialog.Cancel asChild>
              <Button variant="outline">{cancelLabel ?? strings.cancel}</Button>
            </AlertDialog.Cancel>
            <Button
              variant={variant}
              loading={busy}
              disabled={typeToConfirm !== undefined && typed.trim() !== typeToConfirm}
              onClick={() => void confirm()}
            >
              {confirmLabel ?? strings.confirm}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
