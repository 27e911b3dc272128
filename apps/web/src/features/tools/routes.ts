import { Wrench } from 'lucide-react';
import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  {
    path: '/tools',
    permission: 'tools:read',
    page: async () => (await import('./tools-page.tsx')).ToolsPage,
    navigation: { group: 'build', label: 'tools', icon: Wrench, order: 40 },
  },
  {
    path: '/tools/import',
    permission: 'tools:write',
    page: async () => (await import('./import-page.tsx')).ImportPage,
  },
]);
