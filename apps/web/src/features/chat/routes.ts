import { MessagesSquare } from 'lucide-react';
import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  {
    path: '/chat',
    permission: 'agents:execute',
    page: async () => (await import('./routes/chat-home-page.tsx')).ChatHomePage,
    navigation: { group: 'use', label: 'chat', icon: MessagesSquare, order: 10, phone: true },
  },
  {
    // One path, so that the page stays when its first message gets an address.
    path: '/chat/:agentId/:conversationId?',
    permission: 'agents:execute',
    page: async () => (await import('./routes/chat-page.tsx')).ChatPage,
  },
]);
