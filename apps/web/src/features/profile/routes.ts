import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  { path: '/profile', page: async () => (await import('./routes/profile-page.tsx')).ProfilePage },
]);
