import { Bot } from 'lucide-react';
import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  {
    path: '/agents',
    permission: 'agents:read',
    page: async () => (await import('./agents-page.tsx')).AgentsPage,
    navigation: { group: 'build', label: 'agents', icon: Bot, order: 20, phone: true },
  },
  {
    path: '/agents/new',
    permission: 'agents:write',
    page: async () => (await import('./new-agent-page.tsx')).NewAgentPage,
  },
  {
    path: '/agents/:agentId',
    permission: 'agents:read',
    page: async () => (await import('./agent-page.tsx')).AgentPage,
  },
  {
    path: '/agents/:agentId/edit',
    permission: 'agents:write',
    page: async () => (await import('./studio-page.tsx')).StudioPage,
  },
]);
