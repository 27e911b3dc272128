import type { Room } from '../../platform/room.ts';
import type { DashboardCounts } from './dashboard.ports.ts';
import { getDashboardVerb } from './get-dashboard.ts';

export function createDashboardRoom(counts: DashboardCounts): { room: Room } {
  return { room: { name: 'dashboard', verbs: [getDashboardVerb(counts)] } };
}
