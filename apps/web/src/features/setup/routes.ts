import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  { path: '/setup', layout: 'bare', page: async () => (await import('./routes/setup-page.tsx')).SetupPage },
]);
