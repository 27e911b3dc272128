import { Button } from '@agentforge/ui/button';
import { ListTree, MessagesSquare } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Approval } from '../../../shared/approvals/approval-queries.ts';
import { useSession } from '../../../shared/session.tsx';

/** The conversation belongs to who asked; the trace to them and to those who build agents. */
export function ApprovalLinks({ approval }: { approval: Approval }): ReactNode {
  const { t } = useTranslation('approvals');
  const { can, user } = useSession();
  const own = approval.requested_by.id === user.id;
  return (
    <>
      {own && (
        <Button asChild variant="ghost" size="sm" icon={MessagesSquare}>
          <Link to={`/chat/${approval.agent.id}/${approval.conversation_id}`}>{t('action.openConversation')}</Link>
        </Button>
      )}
      {(own || can('agents:write')) && (
        <Button asChild variant="ghost" size="sm" icon={ListTree}>
          <Link to={`/runs/${approval.run_id}`}>{t('action.trace')}</Link>
        </Button>
      )}
    </>
  );
}
