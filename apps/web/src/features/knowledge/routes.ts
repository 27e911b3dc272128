import { Library } from 'lucide-react';
import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  {
    path: '/knowledge',
    permission: 'kb:read',
    page: async () => (await import('./routes/knowledge-page.tsx')).KnowledgePage,
    navigation: { group: 'build', label: 'knowledge', icon: Library, order: 30 },
  },
  {
    path: '/knowledge/:knowledgeBaseId',
    permission: 'kb:read',
    page: async () => (await import('./routes/knowledge-base-page.tsx')).KnowledgeBasePage,
  },
  {
    path: '/knowledge/:knowledgeBaseId/documents/:documentId',
    permission: 'kb:read',
    page: async () => (await import('./routes/document-page.tsx')).DocumentPage,
  },
]);
