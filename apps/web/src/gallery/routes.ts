import { defineRoutes } from '../app/route.ts';

export const routes = defineRoutes([
  { path: '/gallery', layout: 'bare', page: async () => (await import('./gallery-page.tsx')).GalleryPage },
]);
