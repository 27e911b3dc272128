import { toast } from '@agentforge/ui/toast';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../error-notice.tsx';
import { statusOf } from '../failure.ts';
import { type Approval, type Decision, useDecide } from './approval-queries.ts';

export interface DecisionControl {
  decide: (decision: Decision) => void;
  /** The decision that is on its way. */
  busy: Decision['decision'] | undefined;
  /** What the server refused, where trying something else can help. */
  error: unknown;
}

/** Sends a decision and tells what came of it. A conflict is told in passing: the card may be gone a moment later. */
export function useDecision(approval: Approval, onDecided?: () => void): DecisionControl {
  const { t } = useTranslation('approvals');
  const describe = useErrorText();
  const { mutate, isPending, variables } = useDecide(approval);
  const [error, setError] = useState<unknown>();
  const decide = (decision: Decision) => {
    setError(undefined);
    mutate(decision, {
      onSuccess: (after) => {
        const missing = after.quorum - after.votes.filter((vote) => vote.decision === 'approve').length;
        const waits = after.status === 'pending';
        toast.success(waits ? t('done.vote', { count: missing }) : t(`done.${decision.decision}`));
        onDecided?.();
      },
      onError: (failure) => {
        if (statusOf(failure) !== 409) return setError(failure);
        const { title, text } = describe(failure);
        toast.warning(t('conflict'), { description: text || title });
        onDecided?.();
      },
    });
  };
  return { decide, busy: isPending ? variables.decision : undefined, error };
}
