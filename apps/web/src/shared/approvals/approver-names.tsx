import { UserRound, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approver } from './approver-queries.ts';

/** Names of people and roles in a row, each with the sign of its kind. */
export function ApproverNames({ approvers }: { approvers: readonly Approver[] }): ReactNode {
  const { t } = useTranslation('approvals');
  return (
    <ul className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
      {approvers.map(({ id, kind, name, detail }) => {
        const Icon = kind === 'role' ? UsersRound : UserRound;
        return (
          <li key={id} className="inline-flex min-w-0 items-center gap-1.5" title={detail || undefined}>
            <Icon aria-hidden className="size-3.5 shrink-0 text-subtle" />
            <bdi className="min-w-0 break-words">{kind === 'gone' ? t('approver.gone') : name}</bdi>
            {kind === 'role' && <span className="sr-only">{t('approver.role')}</span>}
          </li>
        );
      })}
    </ul>
  );
}
