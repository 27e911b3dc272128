import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { Modal } from '@agentforge/ui/modal';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../shared/error-notice.tsx';
import { useRenameConversation } from '../api/conversations.ts';

export interface RenameDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  conversation: { id: string; title: string };
}

export function RenameDialog({ open, onOpenChange, conversation }: RenameDialogProps): ReactNode {
  const { t } = useTranslation(['chat', 'common']);
  const describe = useErrorText();
  const form = useId();
  const rename = useRenameConversation();
  const [title, setTitle] = useState<string>();
  const shown = title ?? conversation.title;
  const change = (next: boolean) => {
    setTitle(undefined);
    rename.reset();
    onOpenChange(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate({ id: conversation.id, title: shown.trim() }, { onSuccess: () => change(false) });
  };
  return (
    <Modal
      open={open}
      onOpenChange={change}
      size="sm"
      title={t('conversations.renameTitle')}
      footer={
        <>
          <Button variant="outline" onClick={() => change(false)}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" form={form} loading={rename.isPending} disabled={shown.trim() === ''}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label={t('conversations.name')} error={rename.error ? describe(rename.error).text : undefined}>
          <Input value={shown} maxLength={200} dir="auto" onChange={(event) => setTitle(event.target.value)} />
        </Field>
      </form>
    </Modal>
  );
}
