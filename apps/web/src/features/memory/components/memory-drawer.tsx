import type { Memory } from '@agentforge/contracts/memory/endpoints';
import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { Textarea } from '@agentforge/ui/textarea';
import { toast } from '@agentforge/ui/toast';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { GuardedDrawer } from '../../../shared/forms/guarded-drawer.tsx';
import { problemFields } from '../../../shared/forms/problem-fields.ts';
import { useRemember } from '../../../shared/memory/memory-queries.ts';
import { useCorrectMemory } from '../api/memory.ts';

export interface MemoryDrawerProps {
  agent: { id: string; name: string };
  /** The one to correct; without it a new one is written. */
  memory: Memory | undefined;
  onClose: () => void;
}

const longest = 300;

export function MemoryDrawer({ agent, memory, onClose }: MemoryDrawerProps): ReactNode {
  const { t } = useTranslation(['memory', 'common']);
  const formId = useId();
  const correct = useCorrectMemory();
  const remember = useRemember();
  const before = memory?.text ?? '';
  const [text, setText] = useState(before);
  const [empty, setEmpty] = useState(false);
  const error = memory ? correct.error : remember.error;
  const problem = error ? problemFields(error, ['text']) : { fields: [], rest: false };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setEmpty(text.trim() === '');
    if (text.trim() === '') return;
    const saving = memory ? correct.mutateAsync({ memory, text }) : remember.mutateAsync({ agentId: agent.id, text });
    if (!(await saving.catch(() => undefined))) return;
    toast.success(t('saved', { agent: agent.name }));
    onClose();
  };
  return (
    <GuardedDrawer
      open
      size="sm"
      dirty={text !== before}
      onClose={onClose}
      title={t(memory ? 'correctTitle' : 'addTitle', { agent: agent.name })}
      description={t(memory ? 'correctText' : 'addText')}
      footer={
        <Button type="submit" form={formId} loading={correct.isPending || remember.isPending}>
          {memory ? t('common:saveChanges') : t('add')}
        </Button>
      }
    >
      <form id={formId} noValidate className="flex flex-col gap-5" onSubmit={(event) => void submit(event)}>
        {problem.rest && <ErrorNotice error={error} />}
        <Field label={t('words')} required error={empty ? t('common:form.required') : problem.fields[0]?.message}>
          <Textarea
            autoGrow
            dir="auto"
            maxLength={longest}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
      </form>
    </GuardedDrawer>
  );
}
