import { Card, CardHeader } from '@agentforge/ui/card';
import { Skeleton } from '@agentforge/ui/skeleton';
import { Spinner } from '@agentforge/ui/spinner';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { useFormat } from '../../../shared/format.ts';
import { Page } from '../../../shared/page.tsx';
import { isActive } from '../api/runs.ts';
import { type RunComparison, useComparison } from '../api/traces.ts';
import { ComparedStep } from '../components/compared-step.tsx';
import { RunStatusBadge } from '../components/run-facts.tsx';
import { TextDifference } from '../components/text-difference.tsx';
import { readable } from '../components/trace-details.tsx';

export function ComparisonPage(): ReactNode {
  const { t } = useTranslation('runs');
  const { runId = '', otherId = '' } = useParams();
  const comparison = useComparison(runId, otherId);
  return (
    <Page
      title={t('compare.title')}
      description={t('compare.text')}
      breadcrumbs={[
        { label: t('trace.back'), href: '/runs' },
        { label: t('trace.plain'), href: `/runs/${runId}` },
        { label: t('compare.title') },
      ]}
    >
      {comparison.data ? (
        <Comparison comparison={comparison.data} />
      ) : comparison.error ? (
        <ErrorNotice error={comparison.error} onRetry={() => void comparison.refetch()} />
      ) : (
        <Skeleton className="h-64 rounded-xl" />
      )}
    </Page>
  );
}

function Comparison({ comparison }: { comparison: RunComparison }): ReactNode {
  const { t } = useTranslation('runs');
  const { left, right, answer, settings, steps } = comparison;
  const goesOn = isActive(left.status) || isActive(right.status);
  return (
    <div className="flex flex-col gap-6">
      <p aria-live="polite" className="flex items-center gap-2 text-sm text-muted empty:hidden">
        {goesOn && (
          <>
            <Spinner label={null} /> {t('compare.goesOn')}
          </>
        )}
      </p>
      <div className="grid gap-4 md:grid-cols-2">
        <SideCard name={t('compare.left')} side={left}>
          <TextDifference pieces={answer} side="left" />
        </SideCard>
        <SideCard name={t('compare.right')} side={right}>
          <TextDifference pieces={answer} side="right" />
        </SideCard>
      </div>
      {settings.length > 0 && <Settings settings={settings} />}
      {steps.map((step) => (
        <ComparedStep key={step.step} step={step} />
      ))}
    </div>
  );
}

interface SideCardProps {
  name: string;
  side: RunComparison['left'];
  children: ReactNode;
}

function SideCard({ name, side, children }: SideCardProps): ReactNode {
  const { t } = useTranslation('runs');
  const format = useFormat();
  const { usage } = side;
  const facts: [string, string][] = [
    [t('trace.model'), side.model ?? '—'],
    [t('trace.cost'), usage.cost_usd === null ? `≥ ${format.money(0)}` : format.money(usage.cost_usd)],
    [t('trace.input'), format.number(usage.input_tokens ?? 0)],
    [t('trace.output'), format.number(usage.output_tokens ?? 0)],
    [t('compare.calls'), format.number(side.tool_calls)],
    [t('trace.duration'), side.duration_ms === null ? '—' : format.duration(side.duration_ms)],
  ];
  return (
    <Card className="min-w-0">
      <CardHeader
        title={
          <Link to={`/runs/${side.run_id}`} className="hover:underline">
            {name}
          </Link>
        }
        actions={<RunStatusBadge status={side.status} />}
      />
      <dl className="mb-4 grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-3">
        {facts.map(([label, value]) => (
          <div key={label} className="min-w-0">
            <dt className="text-xs text-subtle">{label}</dt>
            <dd className="text-sm break-words tabular-nums">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {side.reason && side.status !== 'completed' && <p className="mb-3 text-sm text-muted">{side.reason}</p>}
      {children}
    </Card>
  );
}

function Settings({ settings }: Pick<RunComparison, 'settings'>): ReactNode {
  const { t } = useTranslation('runs');
  return (
    <Card>
      <CardHeader title={t('compare.settings')} />
      <dl className="flex flex-col gap-4">
        {settings.map(({ field, left, right }) => (
          <div key={field} className="grid gap-x-4 gap-y-1 md:grid-cols-2">
            <dt className="font-mono text-xs text-subtle md:col-span-2">{field}</dt>
            <dd className="text-sm break-words whitespace-pre-wrap">
              <span className="sr-only">{`${t('compare.left')}: `}</span>
              {readable(left)}
            </dd>
            <dd className="text-sm break-words whitespace-pre-wrap">
              <span className="sr-only">{`${t('compare.right')}: `}</span>
              {readable(right)}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
