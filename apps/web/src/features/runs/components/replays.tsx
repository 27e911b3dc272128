import { Button } from '@agentforge/ui/button';
import { Card, CardHeader } from '@agentforge/ui/card';
import { GitCompareArrows } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../../shared/format.ts';
import type { Run } from '../api/runs.ts';
import { useReplays } from '../api/traces.ts';
import { costOf, RunStatusBadge } from './run-facts.tsx';

/** Where a replay came from, or the replays that were made of a run. Nothing where there are none. */
export function Replays({ run }: { run: Run }): ReactNode {
  const { t } = useTranslation('runs');
  const format = useFormat();
  const replays = useReplays(run.id, run.replay_of === null);
  if (run.replay_of !== null) {
    return (
      <Card>
        <CardHeader
          title={t('replay.isReplay')}
          description={t('replay.safe')}
          actions={<CompareLink left={run.replay_of} right={run.id} />}
        />
      </Card>
    );
  }
  const rows = replays.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Card>
      <CardHeader title={t('replay.list')} description={t('replay.listText')} />
      <ul className="divide-y divide-line">
        {rows.map((replay) => (
          <li key={replay.id} className="flex flex-wrap items-center justify-between gap-3 py-2.5">
            <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
              <Link to={`/runs/${replay.id}`} className="text-sm font-medium hover:underline">
                {format.dateTime(replay.created_at)}
              </Link>
              <RunStatusBadge status={replay.status} />
              <span className="text-xs text-subtle tabular-nums">
                <bdi>{replay.model ?? ''}</bdi> {costOf(replay.usage, format)}
              </span>
            </div>
            <CompareLink left={run.id} right={replay.id} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function CompareLink({ left, right }: { left: string; right: string }): ReactNode {
  const { t } = useTranslation('runs');
  return (
    <Button asChild variant="outline" size="sm" icon={GitCompareArrows}>
      <Link to={`/runs/${left}/compare/${right}`}>{t('replay.compare')}</Link>
    </Button>
  );
}
