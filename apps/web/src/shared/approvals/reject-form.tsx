import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { Textarea } from '@agentforge/ui/textarea';
import { X } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionControl } from './use-decision.ts';

/** Rejects the call, with a reason where there is one. */
export function RejectForm({ control, onCancel }: { control: DecisionControl; onCancel: () => void }): ReactNode {
  const { t } = useTranslation(['approvals', 'common']);
  const [comment, setComment] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    control.decide({ decision: 'reject', comment: comment.trim() });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <Field label={t('reject.label')} hint={t('reject.hint')} optional>
        <Textarea
          autoGrow
          autoFocus
          rows={2}
          maxLength={2000}
          placeholder={t('reject.placeholder')}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="danger" icon={X} loading={control.busy !== undefined}>
          {t('action.reject')}
        </Button>
        <Button variant="ghost" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
