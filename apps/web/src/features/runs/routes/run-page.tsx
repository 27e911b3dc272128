import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { CopyButton } from '@agentforge/ui/copy-button';
import { Skeleton, SkeletonText } from '@agentforge/ui/skeleton';
import { Spinner } from '@agentforge/ui/spinner';
import { toast } from '@agentforge/ui/toast';
import { CircleStop, MessagesSquare } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { RunApprovals } from '../../../shared/approvals/run-approvals.tsx';
import { ErrorNotice, useShowError } from '../../../shared/error-notice.tsx';
import { Page } from '../../../shared/page.tsx';
import { isActive, type Run, useCancelRun, useMayOpen, useRun } from '../api/runs.ts';
import { useTrace } from '../api/traces.ts';
import { Family } from '../components/family.tsx';
import { ReplayDialog } from '../components/replay-dialog.tsx';
import { Replays } from '../components/replays.tsx';
import { RunStatusBadge, useAgentName } from '../components/run-facts.tsx';
import { RunSummary } from '../components/run-summary.tsx';
import { TraceTree } from '../components/trace-tree.tsx';
import { decidersOf } from '../deciders.ts';

export function RunPage(): ReactNode {
  const { t } = useTranslation('runs');
  const { runId = '' } = useParams();
  const run = useRun(runId);
  const agent = useAgentName(run.data?.agent_id);
  const reload = () => void run.refetch();
  return (
    <Page
      title={run.data ? t('trace.title', { agent }) : t('trace.plain')}
      breadcrumbs={[{ label: t('trace.back'), href: '/runs' }, { label: t('trace.plain') }]}
      meta={run.data && <RunMeta run={run.data} />}
      actions={run.data && <RunActions run={run.data} />}
    >
      {run.data ? <Trace run={run.data} onDecided={reload} /> : <Missing error={run.error} onRetry={reload} />}
    </Page>
  );
}

function Missing({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactNode {
  if (error) return <ErrorNotice error={error} onRetry={onRetry} />;
  return (
    <div className="flex flex-col gap-6">
      <Skeleton className="h-32 rounded-xl" />
      <SkeletonText lines={8} />
    </div>
  );
}

function RunMeta({ run }: { run: Run }): ReactNode {
  return (
    <span className="flex flex-wrap items-center gap-2">
      {run.status === 'running' && <Spinner label={null} />}
      <RunStatusBadge status={run.status} />
    </span>
  );
}

function RunActions({ run }: { run: Run }): ReactNode {
  const { t } = useTranslation('runs');
  const showError = useShowError();
  const cancel = useCancelRun(run.id);
  const mayOpen = useMayOpen(run.conversation_id);
  const stop = () =>
    cancel.mutate(undefined, { onError: showError, onSuccess: () => toast.info(t('trace.cancelled')) });
  return (
    <>
      {mayOpen && (
        <Button asChild variant="outline" icon={MessagesSquare}>
          <Link to={`/chat/${run.agent_id}/${run.conversation_id}`}>{t('trace.conversation')}</Link>
        </Button>
      )}
      {isActive(run.status) && (
        <Button variant="outline" icon={CircleStop} loading={cancel.isPending} onClick={stop}>
          {t('trace.cancel')}
        </Button>
      )}
    </>
  );
}

function Trace({ run, onDecided }: { run: Run; onDecided: () => void }): ReactNode {
  const { t } = useTranslation('runs');
  const waits = run.status === 'waiting_approval' || run.status === 'in_doubt';
  return (
    <div className="flex flex-col gap-6">
      {run.reason && run.status !== 'completed' && (
        <Alert tone={run.status === 'failed' ? 'danger' : waits ? 'warning' : 'info'}>{run.reason}</Alert>
      )}
      <Family run={run} />
      <RunSummary run={run} />
      {waits && <RunApprovals runId={run.id} onDecided={onDecided} fallback={null} />}
      <Tree run={run} />
      <Replays run={run} />
      <p className="flex items-center gap-1 text-xs text-subtle">
        {t('trace.id')}
        <bdi className="font-mono break-all">{run.id}</bdi>
        <CopyButton value={run.id} />
      </p>
    </div>
  );
}

function Tree({ run }: { run: Run }): ReactNode {
  const trace = useTrace(run.id);
  const [from, setFrom] = useState<number | null>(null);
  if (!trace.data) {
    return trace.error ? (
      <ErrorNotice error={trace.error} onRetry={() => void trace.refetch()} />
    ) : (
      <Skeleton className="h-64 rounded-xl" />
    );
  }
  return (
    <>
      <TraceTree trace={trace.data} deciders={decidersOf(run)} onReplay={setFrom} />
      <ReplayDialog run={run} trace={trace.data} step={from} onClose={() => setFrom(null)} />
    </>
  );
}
