import { defineRoutes } from '../../app/route.ts';

export const routes = defineRoutes([
  { path: '/profile', page: async () => (await import('./routes/profile-page.tsx')).ProfilePage },
]);
