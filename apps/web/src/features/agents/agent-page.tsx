import type { Agent } from '@agentforge/contracts/agents/schemas';
import { Avatar } from '@agentforge/ui/avatar';
import { Button } from '@agentforge/ui/button';
import { SkeletonText } from '@agentforge/ui/skeleton';
import { TabPanel, Tabs } from '@agentforge/ui/tabs';
import { MessageSquare, PencilLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { ErrorNotice } from '../../shared/error-notice.tsx';
import { RetiringBanner } from '../../shared/models/retiring-banner.tsx';
import { Page } from '../../shared/page.tsx';
import { useSession } from '../../shared/session.tsx';
import { useAgent } from './api/agent-queries.ts';
import { AgentMenu } from './components/agent-menu.tsx';
import { AgentStatus } from './components/agent-status.tsx';
import { OverviewTab } from './components/overview/overview-tab.tsx';
import { SettingsTab } from './components/overview/settings-tab.tsx';
import { VersionsTab } from './components/overview/versions-tab.tsx';
import { TriggersTab } from './components/triggers/triggers-tab.tsx';
import { agentRights } from './state/agent-rights.ts';

export function AgentPage(): ReactNode {
  const { agentId = '' } = useParams();
  const { t } = useTranslation('agents');
  const agent = useAgent(agentId);
  if (agent.data) return <LoadedAgent key={agentId} agent={agent.data.value} />;
  return (
    <Page title={t('overview.title')} breadcrumbs={[{ label: t('hub.title'), href: '/agents' }, { label: '…' }]}>
      {agent.error ? (
        <ErrorNotice error={agent.error} onRetry={() => void agent.refetch()} />
      ) : (
        <SkeletonText lines={8} />
      )}
    </Page>
  );
}

function LoadedAgent({ agent }: { agent: Agent }): ReactNode {
  const { t } = useTranslation(['agents', 'common', 'triggers']);
  const { can } = useSession();
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams();
  const rights = agentRights(agent, can);
  const tabs = [
    { value: 'overview', label: t('overview.tab') },
    { value: 'versions', label: t('versions.tab') },
    ...(rights.edit ? [{ value: 'triggers', label: t('triggers:tab') }] : []),
    ...(rights.edit || rights.delete ? [{ value: 'settings', label: t('settings.tab') }] : []),
  ];
  const tab = tabs.find(({ value }) => value === address.get('tab'))?.value ?? 'overview';
  return (
    <Page
      title={agent.name}
      description={agent.description || undefined}
      leading={<Avatar name={agent.name} icon={agent.icon} size="lg" />}
      meta={<AgentStatus agent={agent} />}
      breadcrumbs={[{ label: t('hub.title'), href: '/agents' }, { label: agent.name }]}
      actions={
        <>
          {rights.execute && (
            <Button asChild variant={rights.edit ? 'outline' : 'primary'} icon={MessageSquare}>
              <Link to={`/chat/${agent.id}${agent.version === null ? '?version=draft' : ''}`}>{t('hub.chat')}</Link>
            </Button>
          )}
          {rights.edit && (
            <Button asChild icon={PencilLine}>
              <Link to={`/agents/${agent.id}/edit`}>{t('common:edit')}</Link>
            </Button>
          )}
          <AgentMenu agent={agent} onDeleted={() => void navigate('/agents', { replace: true })} />
        </>
      }
    >
      <RetiringBanner agentId={agent.id} />
      <Tabs
        label={agent.name}
        tabs={tabs}
        value={tab}
        onValueChange={(value) => setAddress(value === 'overview' ? {} : { tab: value }, { replace: true })}
      >
        <TabPanel value="overview">
          <OverviewTab agent={agent} />
        </TabPanel>
        <TabPanel value="versions">
          <VersionsTab agent={agent} />
        </TabPanel>
        <TabPanel value="triggers">
          <TriggersTab agent={agent} />
        </TabPanel>
        <TabPanel value="settings">
          <SettingsTab agent={agent} />
        </TabPanel>
      </Tabs>
    </Page>
  );
}
