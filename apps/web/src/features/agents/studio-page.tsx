import { getAgent } from '@agentforge/contracts/agents/endpoints';
import type { Agent } from '@agentforge/contracts/agents/schemas';
import { Skeleton, SkeletonText } from '@agentforge/ui/skeleton';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'react-router';
import { ErrorNotice } from '../../shared/error-notice.tsx';
import { Page } from '../../shared/page.tsx';
import { useSession } from '../../shared/session.tsx';
import { callVersioned, type Versioned } from '../../shared/versioned.ts';
import { StudioFrame } from './components/studio/studio-frame.tsx';
import { agentRights } from './state/agent-rights.ts';
import { notesOf } from './state/reasons.ts';
import { StudioContext } from './state/studio-context.ts';
import { useStudioState } from './state/use-studio.ts';

function load(agentId: string): Promise<Versioned<Agent>> {
  return callVersioned(getAgent, { params: { agent_id: agentId } });
}

export function StudioPage(): ReactNode {
  const { agentId = '' } = useParams();
  return <LoadedStudio key={agentId} agentId={agentId} />;
}

function LoadedStudio({ agentId }: { agentId: string }): ReactNode {
  const { t } = useTranslation('agents');
  const { can } = useSession();
  // Own key and no memory: editing begins with what the server has now, and nothing changes it underneath.
  const agent = useQuery({
    queryKey: ['studio', agentId],
    queryFn: () => load(agentId),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (agent.data && agentRights(agent.data.value, can).edit) return <Studio first={agent.data} />;
  return (
    <Page
      title={agent.data?.value.name ?? t('studio.title')}
      breadcrumbs={[
        { label: t('hub.title'), href: '/agents' },
        { label: agent.data?.value.name ?? '…', href: `/agents/${agentId}` },
        { label: t('studio.title') },
      ]}
    >
      {agent.error && <ErrorNotice error={agent.error} onRetry={() => void agent.refetch()} />}
      {agent.data && <p className="text-sm text-muted">{t('studio.readOnly')}</p>}
      {agent.isPending && (
        <div className="flex gap-8" aria-hidden>
          <Skeleton className="h-80 w-60 rounded-xl max-lg:hidden" />
          <div className="grow">
            <SkeletonText lines={10} />
          </div>
        </div>
      )}
    </Page>
  );
}

function Studio({ first }: { first: Versioned<Agent> }): ReactNode {
  const location = useLocation();
  const [notes] = useState(() => notesOf(location.state));
  const { id } = first.value;
  const reload = useCallback(() => load(id), [id]);
  const studio = useStudioState(first, notes, reload);
  const { adopt } = studio;
  const refresh = useCallback(async () => adopt(await reload()), [adopt, reload]);
  return (
    <StudioContext value={studio}>
      <StudioFrame onPublished={refresh} />
    </StudioContext>
  );
}
