import { Button } from '@agentforge/ui/button';
import { Check, Pencil, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../error-notice.tsx';
import type { Approval } from './approval-queries.ts';
import { EditForm } from './edit-form.tsx';
import { InDoubtActions } from './in-doubt-actions.tsx';
import { RejectForm } from './reject-form.tsx';
import { type DecisionControl, useDecision } from './use-decision.ts';

export interface ApprovalActionsProps {
  approval: Approval;
  /** Decided, or found to be decided. */
  onDecided?: (() => void) | undefined;
}

/** What this person may decide here: nothing is offered that the server would refuse. */
export function ApprovalActions({ approval, onDecided }: ApprovalActionsProps): ReactNode {
  const { t } = useTranslation('approvals');
  const control = useDecision(approval, onDecided);
  if (approval.status !== 'pending') return null;
  if (!approval.can_decide) return <p className="text-sm text-muted">{t('waitsForOthers')}</p>;
  return (
    <div className="flex flex-col gap-3">
      {control.error !== undefined && <ErrorNotice error={control.error} />}
      {approval.kind === 'in_doubt' ? (
        <InDoubtActions control={control} />
      ) : (
        // Changed arguments begin a new look: a half-written edit of the old ones must not be sent.
        <CallActions key={approval.arguments_hash} approval={approval} control={control} />
      )}
    </div>
  );
}

function CallActions({ approval, control }: { approval: Approval; control: DecisionControl }): ReactNode {
  const { t } = useTranslation('approvals');
  const [mode, setMode] = useState<'choose' | 'edit' | 'reject'>('choose');
  const back = () => setMode('choose');
  if (mode === 'edit') return <EditForm approval={approval} control={control} onCancel={back} />;
  if (mode === 'reject') return <RejectForm control={control} onCancel={back} />;
  const busy = control.busy !== undefined;
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        icon={Check}
        loading={busy}
        onClick={() => control.decide({ decision: 'approve' })}
        className="max-sm:w-full"
      >
        {t('action.approve')}
      </Button>
      <Button variant="outline" icon={Pencil} disabled={busy} onClick={() => setMode('edit')} className="max-sm:grow">
        {t('action.edit')}
      </Button>
      <Button variant="outline" icon={X} disabled={busy} onClick={() => setMode('reject')} className="max-sm:grow">
        {t('action.reject')}
      </Button>
    </div>
  );
}
