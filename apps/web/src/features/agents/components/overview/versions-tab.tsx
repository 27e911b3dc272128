import type { Agent } from '@agentforge/contracts/agents/schemas';
import { Badge } from '@agentforge/ui/badge';
import { Button } from '@agentforge/ui/button';
import { Card } from '@agentforge/ui/card';
import { EmptyState } from '@agentforge/ui/empty-state';
import { LoadMore } from '@agentforge/ui/pagination';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { GitCompareArrows, History, RotateCcw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../../shared/error-notice.tsx';
import { useFormat } from '../../../../shared/format.ts';
import { useSession } from '../../../../shared/session.tsx';
import { type AgentVersion, useVersions } from '../../api/agent-queries.ts';
import { agentRights } from '../../state/agent-rights.ts';
import { CompareDrawer } from './compare-drawer.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

export function VersionsTab({ agent }: { agent: Agent }): ReactNode {
  const { t } = useTranslation('agents');
  const { can } = useSession();
  const versions = useVersions(agent.id);
  const rows = versions.data?.pages.flatMap((page) => page.data);
  const [comparing, setComparing] = useState<number>();
  const [restoring, setRestoring] = useState<number>();
  const rights = agentRights(agent, can);
  if (versions.error && !rows) {
    return <ErrorNotice error={versions.error} onRetry={() => void versions.refetch()} />;
  }
  if (!rows) return <SkeletonText lines={6} />;
  if (rows.length === 0) {
    return <EmptyState icon={History} title={t('versions.empty')} text={t('versions.emptyText')} />;
  }
  return (
    <>
      <ol className="flex flex-col gap-3">
        {rows.map((version) => (
          <li key={version.version}>
            <VersionCard
              version={version}
              onCompare={() => setComparing(version.version)}
              onRestore={rights.edit ? () => setRestoring(version.version) : undefined}
            />
          </li>
        ))}
      </ol>
      <LoadMore
        hasMore={versions.hasNextPage}
        loading={versions.isFetchingNextPage}
        onLoadMore={() => void versions.fetchNextPage()}
      />
      <CompareDrawer
        agentId={agent.id}
        versions={rows.map(({ version }) => version)}
        from={comparing}
        onClose={() => setComparing(undefined)}
      />
      <RestoreDialog
        agent={agent}
        version={restoring}
        mayPublish={rights.publish}
        onClose={() => setRestoring(undefined)}
      />
    </>
  );
}

interface VersionCardProps {
  version: AgentVersion;
  onCompare: () => void;
  onRestore: (() => void) | undefined;
}

function VersionCard({ version, onCompare, onRestore }: VersionCardProps): ReactNode {
  const { t } = useTranslation('agents');
  const format = useFormat();
  return (
    <Card padding="sm" className="flex flex-wrap items-center gap-x-4 gap-y-3">
      <div className="min-w-0 grow basis-64">
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="text-sm font-semibold">{t('versions.name', { version: version.version })}</h2>
          {version.is_live && <Badge tone="success">{t('versions.live')}</Badge>}
        </div>
        {version.note && <p className="mt-1 text-sm break-words whitespace-pre-line">{version.note}</p>}
        <p className="mt-1 text-[0.8125rem] text-subtle" title={format.dateTime(version.published_at)}>
          {t('versions.by', { who: version.published_by.label, when: format.relative(version.published_at) })}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="outline" icon={GitCompareArrows} onClick={onCompare}>
          {t('versions.compare')}
        </Button>
        {onRestore && (
          <Button size="sm" variant="outline" icon={RotateCcw} onClick={onRestore}>
            {t('versions.restore')}
          </Button>
        )}
      </div>
    </Card>
  );
}
