export type { DecidedRunsPort, DecisionOnRun } from './approvals.ports.ts';
export { type ApprovalsDoor, approvalsDoor, createApprovalsRoom } from './approvals.room.ts';
