import type { BudgetStatus, BudgetUsage } from '@agentforge/contracts/budgets/schemas';
import { Badge } from '@agentforge/ui/badge';
import { Card } from '@agentforge/ui/card';
import { Disclosure } from '@agentforge/ui/disclosure';
import { IconButton } from '@agentforge/ui/icon-button';
import { Bot, Building2, type LucideIcon, MessagesSquare, Pencil, Play, Trash2, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { amountKinds, amountText, limitFields } from '../../../shared/budgets/amounts.ts';
import { UsageBars } from '../../../shared/budgets/usage-bars.tsx';
import { useFormat } from '../../../shared/format.ts';
import { useLimitTitle } from './use-limit-title.ts';

const icons: Record<BudgetStatus['scope'], LucideIcon> = {
  tenant: Building2,
  agent: Bot,
  user: UserRound,
  conversation: MessagesSquare,
  run: Play,
};

export interface LimitCardProps {
  limit: BudgetStatus;
  editable: boolean;
  onEdit: () => void;
  onRemove: () => void;
}

/** One limit: for whom, how much of what, and how much of it is used. */
export function LimitCard({ limit, editable, onEdit, onRemove }: LimitCardProps): ReactNode {
  const { t } = useTranslation('budgets');
  const title = useLimitTitle()(limit);
  const Icon = icons[limit.scope];
  return (
    <Card>
      <div className="mb-4 flex items-start justify-between gap-2">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-base font-semibold">
            <span className="flex min-w-0 items-center gap-2">
              <Icon aria-hidden className="size-4 shrink-0 text-muted" />
              <bdi className="min-w-0 break-words">{title}</bdi>
            </span>
            <Badges limit={limit} />
          </h2>
          <p className="mt-1 text-sm text-muted">
            <Amounts limit={limit} />
          </p>
        </div>
        {editable && (
          <div className="-me-2 -mt-1.5 flex shrink-0">
            <IconButton icon={Pencil} label={t('editOf', { limit: title })} variant="ghost" onClick={onEdit} />
            <IconButton icon={Trash2} label={t('removeOf', { limit: title })} variant="ghost" onClick={onRemove} />
          </div>
        )}
      </div>
      <Usage limit={limit} title={title} />
    </Card>
  );
}

function Badges({ limit }: { limit: BudgetStatus }): ReactNode {
  const { t } = useTranslation('budgets');
  const format = useFormat();
  return (
    <>
      <Badge>{t(limit.scope === 'run' ? 'period.run' : `period.${limit.period}`)}</Badge>
      {limit.soft_ratio !== null && (
        <Badge tone="info">{t('softFrom', { share: format.percent(limit.soft_ratio) })}</Badge>
      )}
    </>
  );
}

/** What is limited, in one line. */
function Amounts({ limit }: { limit: BudgetStatus }): ReactNode {
  const { t } = useTranslation('budgets');
  const format = useFormat();
  const parts = amountKinds.flatMap((kind) => {
    const most = limit[limitFields[kind]];
    return most === null ? [] : [t(`most.${kind}`, { amount: amountText(format, kind, most) })];
  });
  return parts.join(' · ');
}

const shownAtOnce = 3;

function Usage({ limit, title }: { limit: BudgetStatus; title: string }): ReactNode {
  const { t } = useTranslation('budgets');
  const { usage, scope, scope_id: scopeId } = limit;
  if (scope === 'run') return <p className="text-sm text-subtle">{t('runText')}</p>;
  const forEach = scope !== 'tenant' && scopeId === '*';
  if (usage.length === 0) return <p className="text-sm text-subtle">{t('unused')}</p>;
  if (!forEach) return usage[0] && <UsageBars limit={limit} usage={usage[0]} whose={title} />;
  const rest = usage.slice(shownAtOnce);
  return (
    <div className="flex flex-col gap-4">
      <Rows limit={limit} rows={usage.slice(0, shownAtOnce)} />
      {rest.length > 0 && (
        <Disclosure title={t('others', { count: rest.length })}>
          <Rows limit={limit} rows={rest} />
        </Disclosure>
      )}
    </div>
  );
}

function Rows({ limit, rows }: { limit: BudgetStatus; rows: readonly BudgetUsage[] }): ReactNode {
  return (
    <ul className="flex flex-col divide-y divide-line">
      {rows.map((row) => (
        <li key={row.scope_id} className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
          <p className="min-w-0 truncate text-sm font-medium">
            <bdi>{row.name ?? row.scope_id}</bdi>
          </p>
          <UsageBars limit={limit} usage={row} whose={row.name ?? row.scope_id} />
        </li>
      ))}
    </ul>
  );
}
