export { createAuditTrailRoom } from './audit-trail.room.ts';
