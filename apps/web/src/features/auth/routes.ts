import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  { path: '/login', layout: 'bare', page: async () => (await import('./routes/login-page.tsx')).LoginPage },
]);
