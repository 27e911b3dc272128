import type { importAgent } from '@agentforge/contracts/agents/endpoints';
import type { AnswerOf } from '@agentforge/contracts/shared/endpoint';
import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { FileDrop } from '@agentforge/ui/file-drop';
import { Modal } from '@agentforge/ui/modal';
import { Textarea } from '@agentforge/ui/textarea';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ErrorNotice } from '../../../../shared/error-notice.tsx';
import { useImportAgent } from '../../api/agent-mutations.ts';

const largest = 2_000_000;

export interface ImportDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Makes a draft from an exported file, and says what did not come along. */
export function ImportDialog({ open, onOpenChange }: ImportDialogProps): ReactNode {
  const { t } = useTranslation(['agents', 'common']);
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const bring = useImportAgent();
  const close = () => {
    onOpenChange(false);
    setText('');
    bring.reset();
  };
  const edit = (agentId: string) => {
    close();
    void navigate(`/agents/${agentId}/edit`);
  };
  const run = () =>
    bring.mutate(text, {
      onSuccess: ({ agent, warnings }) => {
        if (warnings.length === 0) edit(agent.id);
      },
    });
  const takeFile = async ([file]: File[]) => {
    if (file) setText(await file.text());
  };
  const { data: made } = bring;
  return (
    <Modal
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      size="lg"
      title={made ? t('import.done', { name: made.agent.name }) : t('import.title')}
      description={made ? undefined : t('import.text')}
      footer={
        made ? (
          <Button onClick={() => edit(made.agent.id)}>{t('import.edit')}</Button>
        ) : (
          <>
            <Button variant="outline" onClick={close}>
              {t('common:cancel')}
            </Button>
            <Button disabled={text.trim() === ''} loading={bring.isPending} onClick={run}>
              {t('import.run')}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <Warnings warnings={made.warnings} />
      ) : (
        <div className="flex flex-col gap-5">
          <FileDrop
            title={t('import.drop')}
            accept=".yaml,.yml,.json"
            maxBytes={largest}
            onFiles={(files) => void takeFile(files)}
          />
          <Field label={t('import.paste')}>
            <Textarea mono dir="ltr" rows={8} value={text} onChange={(event) => setText(event.target.value)} />
          </Field>
          {bring.error && <ErrorNotice error={bring.error} />}
        </div>
      )}
    </Modal>
  );
}

function Warnings({ warnings }: Pick<AnswerOf<typeof importAgent>, 'warnings'>): ReactNode {
  const { t } = useTranslation('agents');
  return (
    <Alert tone="warning" title={t('import.warnings')}>
      <ul className="list-disc ps-5">
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </Alert>
  );
}
