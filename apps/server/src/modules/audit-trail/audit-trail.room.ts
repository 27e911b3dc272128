import type { Room } from '../../platform/room.ts';
import { listAuditRecordsVerb } from './list-audit-records.ts';

export function createAuditTrailRoom(): { room: Room } {
  return { room: { name: 'audit-trail', verbs: [listAuditRecordsVerb()] } };
}
