import { EmptyState } from '@agentforge/ui/empty-state';
import { LoadMore } from '@agentforge/ui/pagination';
import { Skeleton } from '@agentforge/ui/skeleton';
import { TabPanel, Tabs } from '@agentforge/ui/tabs';
import { CircleCheckBig, History } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ApprovalCard } from '../../../shared/approvals/approval-card.tsx';
import { type ApprovalTab, useApprovals } from '../../../shared/approvals/approval-queries.ts';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { Page } from '../../../shared/page.tsx';
import { ApprovalLinks } from '../components/approval-links.tsx';
import { StandIns } from '../components/stand-ins.tsx';

const tabs = ['pending', 'decided', 'standIns'] as const;

export function ApprovalsPage(): ReactNode {
  const { t } = useTranslation('approvals');
  const [address, setAddress] = useSearchParams();
  const tab = tabs.find((value) => value === address.get('tab')) ?? 'pending';
  return (
    <Page title={t('title')} description={t('text')} width="narrow">
      <Tabs
        label={t('title')}
        value={tab}
        onValueChange={(value) => setAddress(value === 'pending' ? {} : { tab: value }, { replace: true })}
        tabs={tabs.map((value) => ({ value, label: t(`tab.${value}`) }))}
      >
        {tabs.map((value) => (
          <TabPanel key={value} value={value}>
            {value === 'standIns' ? <StandIns /> : <ApprovalList tab={value} />}
          </TabPanel>
        ))}
      </Tabs>
    </Page>
  );
}

function ApprovalList({ tab }: { tab: ApprovalTab }): ReactNode {
  const { t } = useTranslation('approvals');
  const approvals = useApprovals(tab);
  if (approvals.error && approvals.rows.length === 0)
    return <ErrorNotice error={approvals.error} onRetry={approvals.retry} />;
  if (approvals.loading) return <LoadingCards />;
  if (approvals.rows.length === 0) {
    return (
      <EmptyState
        icon={tab === 'pending' ? CircleCheckBig : History}
        title={t(`empty.${tab}`)}
        text={t(`empty.${tab}Text`)}
      />
    );
  }
  return (
    <>
      <ul className="flex flex-col gap-4">
        {approvals.rows.map((approval) => (
          <li key={approval.id}>
            <ApprovalCard approval={approval} links={<ApprovalLinks approval={approval} />} />
          </li>
        ))}
      </ul>
      <LoadMore hasMore={approvals.hasMore} loading={approvals.loadingMore} onLoadMore={approvals.loadMore} />
    </>
  );
}

function LoadingCards(): ReactNode {
  return (
    <div className="flex flex-col gap-4" aria-hidden>
      {['a', 'b', 'c'].map((place) => (
        <Skeleton key={place} className="h-60 rounded-xl" />
      ))}
    </div>
  );
}
