import { Button } from '@agentforge/ui/button';
import { Field } from '@agentforge/ui/field';
import { Textarea } from '@agentforge/ui/textarea';
import { Check, RotateCcw } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLeaveWarning } from '../forms/use-leave-warning.ts';
import type { Approval } from './approval-queries.ts';
import { parseArguments } from './parse-arguments.ts';
import type { DecisionControl } from './use-decision.ts';

export interface EditFormProps {
  approval: Approval;
  control: DecisionControl;
  onCancel: () => void;
}

/** Approves the call with arguments a person corrected. */
export function EditForm({ approval, control, onCancel }: EditFormProps): ReactNode {
  const { t } = useTranslation(['approvals', 'common']);
  const original = JSON.stringify(approval.arguments, null, 2) ?? '{}';
  const [text, setText] = useState(original);
  const parsed = parseArguments(text);
  const changed = text !== original;
  useLeaveWarning(changed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (parsed.ok) control.decide({ decision: 'approve', arguments: parsed.value });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <Field label={t('edit.label')} hint={t('edit.hint')} error={parsed.ok ? undefined : t(`edit.${parsed.problem}`)}>
        <Textarea
          mono
          autoGrow
          autoFocus
          rows={4}
          dir="ltr"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          icon={Check}
          loading={control.busy !== undefined}
          disabled={!parsed.ok || !changed}
          title={changed ? undefined : t('edit.unchanged')}
        >
          {t('edit.approve')}
        </Button>
        {changed && (
          <Button variant="ghost" icon={RotateCcw} onClick={() => setText(original)}>
            {t('edit.reset')}
          </Button>
        )}
        <Button variant="ghost" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
