import { z } from 'zod';

const slider = (initial: number) => z.int().min(1).max(10).default(initial);

const personality = z.object({
  tone: z.string().default('professional'),
  voice: z.string().default('balanced'),
  languages: z.array(z.string()).default(['English']),
  traits: z.array(z.string()).default([]),
  creativity: slider(5),
  length: slider(5),
  formality: slider(7),
  empathy: slider(6),
  proactivity: slider(5),
  confidence: slider(7),
});

const guardrails = z.object({
  anti_hallucination: z.boolean().default(true),
  cite_sources: z.boolean().default(true),
  admit_uncertainty: z.boolean().default(true),
  verify_facts: z.boolean().default(true),
  no_speculation: z.boolean().default(false),
  avoid_topics: z.array(z.string()).default([]),
  focus_topics: z.array(z.string()).default([]),
  max_length: z.enum(['short', 'medium', 'long', 'unlimited']).default('medium'),
  /** `auto` and `user` follow the person's language; `multi` any of the personality's languages; else a BCP 47 tag. */
  language: z.string().default('user'),
  escalate_angry: z.boolean().default(true),
  escalate_complex: z.boolean().default(true),
  escalate_request: z.boolean().default(true),
  escalate_sensitive: z.boolean().default(false),
  pii_protection: z.boolean().default(true),
  mask_pii: z.boolean().default(true),
  no_store_pii: z.boolean().default(true),
});

const task = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().default(''),
  instructions: z.array(z.string()).default([]),
});

export const conditionOperators = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'contains',
  'not_contains',
  'in',
  'not_in',
  'matches',
  'matches_none_of',
  'exists',
  'not_exists',
] as const;

/** `argument` is a dotted path. `matches` and `matches_none_of` take globs (`*@example.com`), never regular expressions. */
const condition = z.object({
  argument: z.string(),
  operator: z.enum(conditionOperators),
  value: z
    .union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.union([z.string(), z.number()]))])
    .optional(),
});

const escalationLevel = z.object({
  /** Counted from when the level before was asked. */
  after_seconds: z.int().min(1),
  /** Ids of users or roles that are asked besides those before. */
  approvers: z.array(z.string()).min(1),
});

const approvalRule = z.object({
  /** `*` means any tool. */
  tool_id: z.string().default('*'),
  function: z.string().optional(),
  /** All must hold. None means always. */
  when: z.array(condition).optional(),
  action: z.enum(['allow', 'ask', 'refuse']),
  approvers: z.array(z.string()).optional(),
  quorum: z.int().min(1).optional(),
  expires_in_seconds: z.int().min(1).optional(),
  /** Absent: only where nobody is named. */
  requester_may_approve: z.boolean().optional(),
  escalation: z.array(escalationLevel).optional(),
});

const approvalPolicy = z.object({
  /** The first rule that matches decides. */
  rules: z.array(approvalRule).default([]),
  information_flow: z.enum(['block', 'ask', 'allow']).default('ask'),
});

const parameters = z.object({
  temperature: z.number().optional(),
  top_p: z.number().optional(),
  max_tokens: z.int().min(1).optional(),
  stop: z.array(z.string()).optional(),
  seed: z.int().optional(),
  reasoning_effort: z.enum(['low', 'medium', 'high']).optional(),
});

const budget = z.object({
  max_steps: z.int().min(1).optional(),
  max_tool_calls: z.int().min(0).optional(),
  max_seconds: z.int().min(1).optional(),
  /** Tokens in and out of the whole run. */
  max_tokens: z.int().min(1).optional(),
  max_cost_usd: z.number().min(0).optional(),
});

/** The definition of one immutable agent version, as it is stored. Absent fields take the product's defaults. */
export const agentSpecSchema = z.object({
  name: z.string(),
  icon: z.string().default(''),
  description: z.string().default(''),
  goal: z.string().default(''),
  personality: personality.prefault({}),
  guardrails: guardrails.prefault({}),
  tasks: z.array(task).default([]),
  tool_ids: z.array(z.string()).default([]),
  knowledge_base_ids: z.array(z.string()).default([]),
  model_id: z.string(),
  parameters: parameters.prefault({}),
  memory_enabled: z.boolean().default(false),
  budget: budget.prefault({}),
  approval_policy: approvalPolicy.prefault({}),
});

export type AgentSpec = z.output<typeof agentSpecSchema>;
export type Personality = AgentSpec['personality'];
export type Guardrails = AgentSpec['guardrails'];
export type ApprovalPolicy = AgentSpec['approval_policy'];
export type ApprovalRule = ApprovalPolicy['rules'][number];
export type EscalationLevel = NonNullable<ApprovalRule['escalation']>[number];
export type ApprovalCondition = NonNullable<ApprovalRule['when']>[number];
