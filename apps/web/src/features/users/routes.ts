import { Users } from 'lucide-react';
import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  {
    path: '/users',
    permission: 'users:read',
    page: async () => (await import('./routes/users-page.tsx')).UsersPage,
    navigation: { group: 'admin', label: 'users', icon: Users, order: 20 },
  },
]);
