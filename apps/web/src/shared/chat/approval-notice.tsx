import { Check, Hourglass, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToolBlock } from './chat-state.ts';

const icons = { pending: Hourglass, approved: Check, rejected: X } as const;
const looks = {
  pending: 'border-warning-line bg-warning-soft text-warning-text',
  approved: 'border-success-line bg-success-soft text-success-text',
  rejected: 'border-danger-line bg-danger-soft text-danger-text',
} as const;

/** That a call waits for a person, and what they decided. */
export function ApprovalNotice({ approval }: { approval: NonNullable<ToolBlock['approval']> }): ReactNode {
  const { t } = useTranslation('chat');
  const Icon = icons[approval.decision];
  return (
    <div className={`flex items-start gap-2.5 rounded-b-xl border-t px-4 py-3 text-sm ${looks[approval.decision]}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        <p className="font-medium">{t(`approval.${approval.decision}`)}</p>
        {approval.reason && <p className="mt-0.5 break-words">{approval.reason}</p>}
      </div>
    </div>
  );
}
