import { ScrollText } from 'lucide-react';
import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  {
    path: '/audit',
    permission: 'security:audit',
    page: async () => (await import('./routes/audit-page.tsx')).AuditPage,
    navigation: { group: 'admin', label: 'audit', icon: ScrollText, order: 40 },
  },
]);
