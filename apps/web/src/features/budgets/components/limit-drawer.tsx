import type { BudgetStatus } from '@agentforge/contracts/budgets/schemas';
import { Button } from '@agentforge/ui/button';
import { toast } from '@agentforge/ui/toast';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { GuardedDrawer } from '../../../shared/forms/guarded-drawer.tsx';
import { problemFields } from '../../../shared/forms/problem-fields.ts';
import { limitOf, useReplaceBudgets } from '../api/budgets.ts';
import { draftOf, type LimitDraft, limitFrom, problemsOf, sameTarget } from '../limit-draft.ts';
import { AmountFields, type AmountMessages } from './amount-fields.tsx';
import { LimitTarget } from './limit-target.tsx';
import { SoftField } from './soft-field.tsx';

export interface LimitDrawerProps {
  limits: readonly BudgetStatus[];
  /** The limit to change; a new one without it. */
  index: number | undefined;
  etag: string | undefined;
  onClose: () => void;
}

export function LimitDrawer({ limits, index, etag, onClose }: LimitDrawerProps): ReactNode {
  const { t } = useTranslation(['budgets', 'common']);
  const formId = useId();
  // The list may be read anew while this form is open; what is written must be based on what was shown.
  const [base] = useState({ limits: limits.map(limitOf), etag, name: limits[index ?? -1]?.name ?? null });
  const replace = useReplaceBudgets(base.etag);
  const place = index ?? base.limits.length;
  const [draft, setDraft] = useState(() => draftOf(base.limits[place]));
  const [touched, setTouched] = useState(false);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<LimitDraft>) => {
    setDraft({ ...draft, ...part });
    setTouched(true);
  };
  const problems = problemsOf(draft);
  const limit = limitFrom(draft);
  const taken = base.limits.some((other, at) => at !== place && sameTarget(other, limit));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problems.size > 0 || taken) return;
    const written = await replace.mutateAsync(base.limits.toSpliced(place, 1, limit)).catch(() => undefined);
    if (!written) return;
    toast.success(t('savedLimit'));
    onClose();
  };
  const messages = tried ? messagesOf(problems) : {};
  const field = problemFields(replace.error, [`data.${place}.scope_id`]).fields[0]?.message;
  return (
    <GuardedDrawer
      open
      size="md"
      dirty={touched}
      onClose={onClose}
      title={t(index === undefined ? 'newTitle' : 'editTitle')}
      description={t('formText')}
      footer={
        <Button type="submit" form={formId} loading={replace.isPending}>
          {index === undefined ? t('add') : t('common:saveChanges')}
        </Button>
      }
    >
      <form id={formId} noValidate className="flex flex-col gap-6" onSubmit={(event) => void submit(event)}>
        {replace.error && !field && <ErrorNotice error={replace.error} />}
        <LimitTarget
          draft={draft}
          name={base.name}
          error={tried && taken ? t('problem.taken') : field}
          onChange={change}
        />
        <AmountFields draft={draft} messages={messages} onChange={change} />
        {draft.scope !== 'run' && <SoftField draft={draft} onChange={change} />}
      </form>
    </GuardedDrawer>
  );
}

function messagesOf(problems: ReturnType<typeof problemsOf>): AmountMessages {
  return Object.fromEntries(problems);
}
