import { Button } from '@agentforge/ui/button';
import { Skeleton } from '@agentforge/ui/skeleton';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ApprovalCard } from '../../../shared/approvals/approval-card.tsx';
import { useApproval } from '../../../shared/approvals/approval-queries.ts';
import { ErrorNotice } from '../../../shared/error-notice.tsx';
import { Page } from '../../../shared/page.tsx';
import { ApprovalLinks } from '../components/approval-links.tsx';

/** One approval with its whole history; where the link of an e-mail leads. */
export function ApprovalPage(): ReactNode {
  const { t } = useTranslation('approvals');
  const { approvalId = '' } = useParams();
  const approval = useApproval(approvalId);
  return (
    <Page
      title={t('one.title')}
      width="narrow"
      actions={
        <Button asChild variant="outline" icon={ArrowLeft}>
          <Link to="/approvals">{t('one.back')}</Link>
        </Button>
      }
    >
      {approval.error && !approval.data && (
        <ErrorNotice error={approval.error} onRetry={() => void approval.refetch()} />
      )}
      {approval.isPending && <Skeleton className="h-80 rounded-xl" />}
      {approval.data && (
        <ApprovalCard
          approval={approval.data}
          onDecided={() => void approval.refetch()}
          links={<ApprovalLinks approval={approval.data} />}
          showHistory
        />
      )}
    </Page>
  );
}
