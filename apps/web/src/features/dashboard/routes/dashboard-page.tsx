import { Alert } from '@agentforge/ui/alert';
import { Button } from '@agentforge/ui/button';
import { Skeleton } from '@agentforge/ui/skeleton';
import { MessageSquarePlus, Plus, Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { Page } from '../../../shared/page.tsx';
import { useSession } from '../../../shared/session.tsx';
import { type Dashboard, useDashboard } from '../api/dashboard.ts';
import { Counts } from '../components/counts.tsx';
import { FirstStepsCard } from '../components/first-steps-card.tsx';
import { RecentAgents, RecentConversations } from '../components/recent-lists.tsx';
import { firstSteps } from '../first-steps.ts';

function partOfDay(): 'morning' | 'afternoon' | 'evening' {
  const hour = new Date().getHours();
  if (hour >= 5 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening';
}

/** The start page: what to do next, what there is, where one was. */
export function DashboardPage(): ReactNode {
  const { t } = useTranslation('dashboard');
  const { user, tenant, can } = useSession();
  const facts = useDashboard();
  const greeting = t(`greeting.${partOfDay()}`);
  return (
    <Page
      title={user.first_name ? t('greeting.named', { greeting, name: user.first_name }) : greeting}
      description={t('text', { organization: tenant.name })}
      actions={<QuickActions />}
    >
      <div className="flex flex-col gap-6">
        {facts.data && !facts.data.has_real_model && <DemoNotice />}
        {facts.error ? (
          <ErrorNotice error={facts.error} onRetry={() => void facts.refetch()} />
        ) : (
          <>
            <FirstSteps facts={facts.data} />
            <Counts facts={facts.data} />
          </>
        )}
        <div className="grid gap-6 lg:grid-cols-2">
          {can('agents:read') && <RecentAgents />}
          {can('agents:execute') && <RecentConversations />}
        </div>
      </div>
    </Page>
  );
}

/** Gone when everything is done, and for people who can do none of it. */
function FirstSteps({ facts }: { facts: Dashboard | undefined }): ReactNode {
  const { can } = useSession();
  if (!facts) return <Skeleton className="h-56 rounded-xl" />;
  const steps = firstSteps(facts, can);
  const open = steps.some((step) => !step.done) && steps.some((step) => step.href);
  return open ? <FirstStepsCard steps={steps} /> : null;
}

function QuickActions(): ReactNode {
  const { t } = useTranslation('dashboard');
  const { can } = useSession();
  return (
    <>
      {can('kb:write') && (
        <Button asChild variant="outline">
          <Link to="/knowledge">
            <Upload aria-hidden />
            {t('actions.knowledge')}
          </Link>
        </Button>
      )}
      {can('agents:execute') && (
        <Button asChild variant="outline">
          <Link to="/chat">
            <MessageSquarePlus aria-hidden />
            {t('actions.chat')}
          </Link>
        </Button>
      )}
      {can('agents:write') && (
        <Button asChild>
          <Link to="/agents/new">
            <Plus aria-hidden />
            {t('actions.agent')}
          </Link>
        </Button>
      )}
    </>
  );
}

function DemoNotice(): ReactNode {
  const { t } = useTranslation('dashboard');
  const { can } = useSession();
  return (
    <Alert
      tone="info"
      title={t('demo.title')}
      actions={
        can('settings:write') && (
          <Button asChild variant="outline" size="sm">
            <Link to="/models?add">{t('demo.action')}</Link>
          </Button>
        )
      }
    >
      {t(can('settings:write') ? 'demo.text' : 'demo.askText')}
    </Alert>
  );
}
