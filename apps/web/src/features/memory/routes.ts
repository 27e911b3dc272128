import { Brain } from 'lucide-react';
import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  {
    path: '/memory',
    permission: 'agents:execute',
    page: async () => (await import('./routes/memory-page.tsx')).MemoryPage,
    navigation: { group: 'use', label: 'memory', icon: Brain, order: 30 },
  },
]);
