import { Gauge } from 'lucide-react';
import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  {
    path: '/budgets',
    permission: 'settings:read',
    page: async () => (await import('./routes/budgets-page.tsx')).BudgetsPage,
    navigation: { group: 'admin', label: 'budgets', icon: Gauge, order: 15 },
  },
]);
