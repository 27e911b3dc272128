import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, jsonObject, listQuery, noContent, page } from '../shared/schemas.ts';
import { approval, approvalStatus, approver, standIn } from './schemas.ts';

export type { Approval } from './schemas.ts';

const approvalParams = z.strictObject({ approval_id: id('approval') });

export const listApprovals = endpoint({
  id: 'approvals.list',
  method: 'GET',
  path: '/api/v1/approvals',
  access: 'agents:execute',
  summary: 'What waits for a decision: mine to make, and those my own runs wait for',
  query: listQuery.extend({
    /** `decided` is everything that no longer waits. */
    status: approvalStatus.or(z.literal('decided')).optional(),
    run_id: id('run').optional(),
  }),
  answer: page(approval),
});

export const countApprovals = endpoint({
  id: 'approvals.count',
  method: 'GET',
  path: '/api/v1/approvals/count',
  access: 'agents:execute',
  summary: 'How many wait for my decision; counts to 100',
  answer: z.object({ waiting: z.number().int() }).meta({ id: 'ApprovalCount' }),
});

export const getApproval = endpoint({
  id: 'approvals.get',
  method: 'GET',
  path: '/api/v1/approvals/{approval_id}',
  access: 'agents:execute',
  summary: 'One of them',
  params: approvalParams,
  answer: approval,
});

export const decideApproval = endpoint({
  id: 'approvals.decide',
  method: 'POST',
  path: '/api/v1/approvals/{approval_id}/decide',
  access: 'agents:execute',
  summary: 'Approve or reject a call; or say what became of one in doubt. Counts once',
  params: approvalParams,
  body: z.strictObject({
    decision: z.enum(['approve', 'reject', 'happened', 'did_not_happen', 'retry']),
    /** Approve with these instead; checked like those of the model. */
    arguments: jsonObject.optional(),
    arguments_hash: z.string().max(128).optional(),
    comment: z.string().trim().max(2000).default(''),
  }),
  answer: approval,
});

export const listApprovers = endpoint({
  id: 'approvals.approvers',
  method: 'GET',
  path: '/api/v1/approvals/approvers',
  access: 'agents:write',
  summary: 'People and roles that rules of agents may name; by text, or by ids to learn their names',
  query: z.strictObject({
    q: z.string().trim().max(200).default(''),
    /** Ids, separated by commas; then `q` is not looked at. */
    ids: z.string().max(8000).optional(),
  }),
  answer: z.object({ data: z.array(approver) }).meta({ id: 'Approvers' }),
});

export const listColleagues = endpoint({
  id: 'approvals.colleagues',
  method: 'GET',
  path: '/api/v1/approvals/colleagues',
  access: 'agents:execute',
  summary: 'People who can be named as a stand-in, by two letters or more of their name or address',
  query: z.strictObject({ q: z.string().trim().min(2).max(200) }),
  answer: z.object({ data: z.array(approver) }).meta({ id: 'Colleagues' }),
});

export const listStandIns = endpoint({
  id: 'approvals.stand_ins.list',
  method: 'GET',
  path: '/api/v1/approvals/stand-ins',
  access: 'agents:execute',
  summary: 'Who decides in my place, and in whose place I decide',
  answer: z.object({ data: z.array(standIn) }).meta({ id: 'StandIns' }),
});

export const createStandIn = endpoint({
  id: 'approvals.stand_ins.create',
  method: 'POST',
  path: '/api/v1/approvals/stand-ins',
  access: 'agents:execute',
  summary: 'Name someone who decides in my place for a time',
  description:
    'What rules name me for in person passes to the stand-in; what I may decide through a role does not. Nobody decides on their own request this way.',
  body: z.strictObject({
    user_id: id('user'),
    starts_at: z.iso.datetime({ offset: true }),
    ends_at: z.iso.datetime({ offset: true }),
    note: z.string().trim().max(500).default(''),
  }),
  answer: standIn,
  status: 201,
});

export const deleteStandIn = endpoint({
  id: 'approvals.stand_ins.delete',
  method: 'DELETE',
  path: '/api/v1/approvals/stand-ins/{stand_in_id}',
  access: 'agents:execute',
  summary: 'End it now',
  params: z.strictObject({ stand_in_id: id('stand-in') }),
  answer: noContent,
  status: 204,
});
