import { Inbox } from 'lucide-react';
import { PendingBadge } from '../../shared/approvals/pending-badge.tsx';
import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  {
    path: '/approvals',
    permission: 'agents:execute',
    page: async () => (await import('./routes/approvals-page.tsx')).ApprovalsPage,
    navigation: { group: 'use', label: 'approvals', icon: Inbox, order: 20, badge: PendingBadge },
  },
  {
    path: '/approvals/:approvalId',
    permission: 'agents:execute',
    page: async () => (await import('./routes/approval-page.tsx')).ApprovalPage,
  },
]);
