import type { addDocumentBody } from '@agentforge/contracts/knowledge/schemas';
import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { ConfirmDialog } from '@agentforge/ui/confirm-dialog';
import { Field } from '@agentforge/ui/field';
import { Input } from '@agentforge/ui/input';
import { Modal } from '@agentforge/ui/modal';
import { Textarea } from '@agentforge/ui/textarea';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useErrorText } from '../../../shared/error-notice.tsx';
import { useLeaveWarning } from '../../../shared/forms/use-leave-warning.ts';
import { useAddDocument } from '../api/documents.ts';
import { emptyTable, TableEditor, tableToSend } from './table-editor.tsx';

export type AddKind = 'url' | 'text' | 'table';
type Body = z.input<typeof addDocumentBody>;

export interface AddDocumentDialogProps {
  baseId: string;
  kind: AddKind;
  onClose: () => void;
}

interface Draft {
  title: string;
  url: string;
  text: string;
  table: typeof emptyTable;
}

/** The request for what was typed; undefined while something is missing. */
function bodyOf(kind: AddKind, { title, url, text, table }: Draft): Body | undefined {
  const name = title.trim();
  if (kind === 'url') return url.trim() === '' ? undefined : { url: url.trim(), ...(name && { title: name }) };
  if (name === '') return undefined;
  if (kind === 'text') return text.trim() === '' ? undefined : { title: name, text };
  const sent = tableToSend(table);
  return sent.headers.length > 0 && sent.rows.length > 0 ? { title: name, table: sent } : undefined;
}

/** A web page, a text or a table as a document. */
export function AddDocumentDialog({ baseId, kind, onClose }: AddDocumentDialogProps): ReactNode {
  const { t } = useTranslation(['knowledge', 'common']);
  const form = useId();
  const describe = useErrorText();
  const add = useAddDocument(baseId);
  const [draft, setDraft] = useState<Draft>({ title: '', url: '', text: '', table: emptyTable });
  const [leaving, setLeaving] = useState(false);
  const body = bodyOf(kind, draft);
  const dirty = draft.title + draft.url + draft.text !== '' || draft.table !== emptyTable;
  useLeaveWarning(dirty);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const close = () => (dirty ? setLeaving(true) : onClose());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body) add.mutate(body, { onSuccess: onClose });
  };
  return (
    <Modal
      open
      onOpenChange={(open) => !open && close()}
      size={kind === 'url' ? 'md' : 'xl'}
      title={t(`add.${kind}Title`)}
      description={t(`add.${kind}Text`)}
      footer={
        <>
          <Button variant="outline" onClick={close}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" form={form} loading={add.isPending} disabled={!body}>
            {t('add.submit')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-5">
        {add.error && <Alert tone="danger">{describe(add.error).text || describe(add.error).title}</Alert>}
        {kind === 'url' && (
          <Field label={t('add.address')} required>
            <Input
              type="url"
              inputMode="url"
              value={draft.url}
              maxLength={2048}
              placeholder="https://"
              onChange={(event) => set({ url: event.target.value })}
            />
          </Field>
        )}
        <Field label={t('add.documentTitle')} required={kind !== 'url'} optional={kind === 'url'}>
          <Input
            value={draft.title}
            maxLength={300}
            dir="auto"
            onChange={(event) => set({ title: event.target.value })}
          />
        </Field>
        {kind === 'text' && (
          <Field label={t('add.content')} required hint={t('add.contentHint')}>
            <Textarea
              rows={12}
              value={draft.text}
              dir="auto"
              maxLength={5_000_000}
              onChange={(event) => set({ text: event.target.value })}
            />
          </Field>
        )}
        {kind === 'table' && <TableEditor table={draft.table} onChange={(table) => set({ table })} />}
      </form>
      <ConfirmDialog
        open={leaving}
        onOpenChange={setLeaving}
        title={t('common:unsavedTitle')}
        description={t('add.unsaved')}
        confirmLabel={t('common:leave')}
        cancelLabel={t('common:stay')}
        onConfirm={onClose}
      />
    </Modal>
  );
}
