import { Card } from '@agentforge/ui/card';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/format.ts';
import type { Run } from '../api/runs.ts';
import { costOf, durationOf } from './run-facts.tsx';

/** The whole run in numbers. */
export function RunSummary({ run }: { run: Run }): ReactNode {
  const { t } = useTranslation('runs');
  const format = useFormat();
  const { usage } = run;
  const facts: [string, string][] = [
    [t('trace.cost'), costOf(usage, format)],
    [t('trace.input'), format.number(usage.input_tokens)],
    [t('trace.output'), format.number(usage.output_tokens)],
    [t('trace.cached'), usage.cached_input_tokens === null ? '—' : format.number(usage.cached_input_tokens)],
    [t('trace.duration'), durationOf(run, format, Date.now())],
    [t('trace.model'), run.model ?? '—'],
    [t('trace.version'), run.agent_version === 'draft' ? t('draft') : String(run.agent_version)],
    [t('trace.started'), format.dateTime(run.created_at)],
  ];
  return (
    <Card padding="none">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-xl bg-line sm:grid-cols-4">
        {facts.map(([label, value]) => (
          <div key={label} className="min-w-0 bg-surface px-4 py-3">
            <dt className="text-xs text-subtle">{label}</dt>
            <dd className="mt-0.5 text-sm font-medium break-words tabular-nums">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {usage.cost_is_lower_bound && (
        <p className="border-t border-line px-4 py-2.5 text-xs text-subtle">{t('trace.lowerBound')}</p>
      )}
    </Card>
  );
}
