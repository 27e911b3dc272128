import { z } from 'zod';
import { id, timestamp } from '../shared/schemas.ts';

export const approvalStatus = z.enum(['pending', 'approved', 'rejected', 'expired', 'settled', 'withdrawn']);

export const approver = z
  .object({
    id: z.string(),
    kind: z.enum(['user', 'role', 'gone']),
    name: z.string(),
    /** Address of a person, description of a role. */
    detail: z.string(),
  })
  .meta({ id: 'Approver' });

export type Approver = z.output<typeof approver>;

/** What happened to an approval, oldest first. */
export const approvalEvent = z
  .object({
    event: z.enum([
      'requested',
      'approve',
      'reject',
      'happened',
      'did_not_happen',
      'retry',
      'escalated',
      'expired',
      'withdrawn',
    ]),
    at: timestamp,
    /** Null for what time or the system did. */
    by: z.string().nullable(),
    /** Whose place the decider took, when it was not their own. */
    on_behalf_of: z.string().nullable(),
    comment: z.string(),
    /** The arguments were changed afterwards, so this vote counts no longer. */
    superseded: z.boolean(),
    /** Who was asked at this point. */
    asked: z.array(approver),
  })
  .meta({ id: 'ApprovalEvent' });

export type ApprovalEvent = z.output<typeof approvalEvent>;

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
    /** Votes that count for these arguments. */
    votes: z.array(
      z.object({
        by: z.string(),
        on_behalf_of: z.string().nullable(),
        decision: z.string(),
        comment: z.string(),
        at: timestamp,
      }),
    ),
    /** Who may decide by now. Nobody named: who asked, or whoever builds agents. */
    approvers: z.array(approver),
    requester_may_approve: z.boolean(),
    /** How often it went to further people because nobody decided. */
    level: z.number().int(),
    escalates_at: timestamp.nullable(),
    history: z.array(approvalEvent),
    can_decide: z.boolean(),
    /** In whose place the asking person would decide, when it is not their own. */
    decides_for: z.string().nullable(),
    expires_at: timestamp.nullable(),
    created_at: timestamp,
  })
  .meta({ id: 'Approval' });

export type Approval = z.output<typeof approval>;

const person = z.object({ id: id('user'), name: z.string(), email: z.string() });

/** Someone who decides in another person's place for a time. */
export const standIn = z
  .object({
    id: id('stand-in'),
    /** Whose place is taken. */
    person,
    stand_in: person,
    starts_at: timestamp,
    ends_at: timestamp,
    note: z.string(),
    status: z.enum(['planned', 'active', 'over']),
    /** The asking person named them, and may end it. */
    mine: z.boolean(),
  })
  .meta({ id: 'StandIn' });

export type StandIn = z.output<typeof standIn>;
