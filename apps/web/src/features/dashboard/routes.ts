import { LayoutDashboard } from 'lucide-react';
import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  {
    path: '/',
    page: async () => (await import('./routes/dashboard-page.tsx')).DashboardPage,
    navigation: { group: 'use', label: 'dashboard', icon: LayoutDashboard, order: 0, phone: true },
  },
]);
