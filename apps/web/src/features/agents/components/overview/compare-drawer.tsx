import { Alert } from '@agentforge/ui/alert';
import { Drawer } from '@agentforge/ui/drawer';
import { EmptyState } from '@agentforge/ui/empty-state';
import { Field } from '@agentforge/ui/field';
import { Select } from '@agentforge/ui/select';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { Equal } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../../shared/error-notice.tsx';
import { useDiff } from '../../api/agent-queries.ts';
import { ChangeCard } from './change-card.tsx';

const draft = 'draft';

export interface CompareDrawerProps {
  agentId: string;
  /** Numbers that can be compared. */
  versions: readonly number[];
  /** The drawer is open while there is one. */
  from: number | undefined;
  onClose: () => void;
}

export function CompareDrawer({ agentId, versions, from, onClose }: CompareDrawerProps): ReactNode {
  const { t } = useTranslation('agents');
  return (
    <Drawer
      open={from !== undefined}
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={t('compare.title')}
      description={t('compare.text')}
    >
      {from !== undefined && <Comparison key={from} agentId={agentId} versions={versions} first={from} />}
    </Drawer>
  );
}

interface ComparisonProps {
  agentId: string;
  versions: readonly number[];
  first: number;
}

function Comparison({ agentId, versions, first }: ComparisonProps): ReactNode {
  const { t } = useTranslation('agents');
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState<number | 'draft'>(draft);
  const diff = useDiff(agentId, from, to);
  const options = versions.map((version) => ({ value: String(version), label: t('versions.name', { version }) }));
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('compare.from')}>
          <Select options={options} value={String(from)} onValueChange={(value) => setFrom(Number(value))} />
        </Field>
        <Field label={t('compare.to')}>
          <Select
            options={[{ value: draft, label: t('compare.draft') }, ...options]}
            value={String(to)}
            onValueChange={(value) => setTo(value === draft ? draft : Number(value))}
          />
        </Field>
      </div>
      {from === to && <Alert tone="info">{t('compare.same')}</Alert>}
      {diff.error && <ErrorNotice error={diff.error} onRetry={() => void diff.refetch()} />}
      {diff.isLoading && <SkeletonText lines={6} />}
      {from !== to && diff.data && (
        <>
          <p role="status" className="text-sm text-muted">
            {t('compare.count', { count: diff.data.changes.length })}
          </p>
          {diff.data.changes.length === 0 && <EmptyState icon={Equal} title={t('compare.equal')} />}
          <ul className="flex flex-col gap-3">
            {diff.data.changes.map((change) => (
              <li key={change.path}>
                <ChangeCard change={change} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
