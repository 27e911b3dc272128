export type { DashboardCounts } from './dashboard.ports.ts';
export { createDashboardRoom } from './dashboard.room.ts';
