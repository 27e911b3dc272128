import { ListTree } from 'lucide-react';
import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  {
    path: '/runs',
    permission: 'agents:execute',
    page: async () => (await import('./routes/runs-page.tsx')).RunsPage,
    navigation: { group: 'operate', label: 'runs', icon: ListTree, order: 10 },
  },
  {
    path: '/runs/:runId',
    permission: 'agents:execute',
    page: async () => (await import('./routes/run-page.tsx')).RunPage,
  },
  {
    path: '/runs/:runId/compare/:otherId',
    permission: 'agents:execute',
    page: async () => (await import('./routes/comparison-page.tsx')).ComparisonPage,
  },
]);
