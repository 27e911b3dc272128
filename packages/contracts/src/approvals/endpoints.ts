import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, jsonObject, listQuery, page, timestamp } from '../shared/schemas.ts';

export const approvalStatus = z.enum(['pending', 'approved', 'rejected', 'expired', 'settled', 'withdrawn']);

/** Something a run waits for a person to decide: a call before it goes out, or one whose effect is unknown. */
export const approval = z
  .object({
    id: id('approval'),
    kind: z.enum(['approval', 'in_doubt']),
    status: approvalStatus,
    run_id: id('run'),
    conversation_id: id('conversation'),
    agent: z.object({ id: id('agent'), name: z.string() }),
    tool_id: z.string(),
    function: z.string(),
    /** Exactly what will be sent. Shown as data, never as markdown. */
    arguments: z.unknown(),
    /** Send it back with the decision: a decision on other arguments is refused. */
    arguments_hash: z.string(),
    risk: z.enum(['read', 'write', 'destructive', 'egress']),
    reason: z.string(),
    /** Where untrusted or private content in this run came from. */
    taint: z.array(z.object({ label: z.string(), source: z.string() })),
    requested_by: z.object({ id: id('user'), label: z.string() }),
    quorum: z.number().int(),
    votes: z.array(z.object({ by: z.string(), decision: z.string(), comment: z.string(), at: timestamp })),
    can_decide: z.boolean(),
    expires_at: timestamp.nullable(),
    created_at: timestamp,
  })
  .meta({ id: 'Approval' });

export type Approval = z.output<typeof approval>;

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
