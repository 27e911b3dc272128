import { Cpu } from 'lucide-react';
import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  {
    path: '/models',
    permission: 'settings:read',
    page: async () => (await import('./routes/models-page.tsx')).ModelsPage,
    navigation: { group: 'admin', label: 'models', icon: Cpu, order: 10 },
  },
]);
