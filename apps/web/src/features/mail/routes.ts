import { Mail } from 'lucide-react';
import { defineRoutes } from '../../shared/route.ts';

export const routes = defineRoutes([
  {
    path: '/mail',
    permission: 'settings:read',
    feature: 'mail',
    page: async () => (await import('./routes/mail-page.tsx')).MailPage,
    navigation: { group: 'admin', label: 'mail', icon: Mail, order: 60 },
  },
]);
