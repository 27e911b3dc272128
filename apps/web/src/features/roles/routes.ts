import { ShieldCheck } from 'lucide-react';
import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  {
    path: '/roles',
    permission: 'roles:read',
    page: async () => (await import('./routes/roles-page.tsx')).RolesPage,
    navigation: { group: 'admin', label: 'roles', icon: ShieldCheck, order: 30 },
  },
]);
