export type { DecidedRunsPort, DecisionOnRun, IdentitiesPort } from './approvals.ports.ts';
export { type ApprovalsDoor, approvalsDoor, createApprovalsRoom } from './approvals.room.ts';
export { type ApprovalNotice, approvalNotice, currentStandIns } from './notice.ts';
