import { Card, CardHeader } from '@agentforge/ui/card';
import { CornerLeftUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../../shared/format.ts';
import type { Run } from '../api/runs.ts';
import { costOf, RunStatusBadge, useAgentName } from './run-facts.tsx';

type Child = NonNullable<Run['children']>[number];

/** The run that asked for this one, and those that this one has asked for. Nothing for a run without either. */
export function Family({ run }: { run: Run }): ReactNode {
  const { t } = useTranslation('runs');
  const format = useFormat();
  const children = run.children ?? [];
  const all = [run.usage, ...children.map(({ usage }) => usage)];
  const known = all.flatMap(({ cost_usd }) => cost_usd ?? []);
  const together = {
    ...run.usage,
    cost_usd: known.length === 0 ? null : known.reduce((sum, cost) => sum + cost, 0),
    cost_is_lower_bound: all.some(({ cost_usd, cost_is_lower_bound }) => cost_usd === null || cost_is_lower_bound),
  };
  return (
    <>
      {run.parent_run_id !== null && (
        <p className="flex items-center gap-2 text-sm text-muted">
          <CornerLeftUp aria-hidden className="size-4 shrink-0 rtl:-scale-x-100" />
          <span>
            {t('family.parent')}{' '}
            <Link to={`/runs/${run.parent_run_id}`} className="font-medium text-accent-text hover:underline">
              {t('family.openParent')}
            </Link>
          </span>
        </p>
      )}
      {children.length > 0 && (
        <Card>
          <CardHeader title={t('family.title')} description={t('family.text', { cost: costOf(together, format) })} />
          <ul className="divide-y divide-line">
            {children.map((child) => (
              <ChildRow key={child.id} child={child} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function ChildRow({ child }: { child: Child }): ReactNode {
  const { t } = useTranslation('runs');
  const format = useFormat();
  const agent = useAgentName(child.agent_id);
  const { input_tokens: input, output_tokens: output } = child.usage;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5 first:pt-0 last:pb-0">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <Link to={`/runs/${child.id}`} className="min-w-0 truncate text-sm font-medium hover:underline">
          <bdi>{t('trace.title', { agent })}</bdi>
        </Link>
        <RunStatusBadge status={child.status} />
      </div>
      <span className="text-xs text-subtle tabular-nums">
        {t('step.tokens', { input: format.number(input), output: format.number(output) })} ·{' '}
        {costOf(child.usage, format)}
      </span>
    </li>
  );
}
