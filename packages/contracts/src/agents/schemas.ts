import { z } from 'zod';
import { modelId } from '../models/schemas.ts';
import { patchShape } from '../shared/patch.ts';
import { id, jsonObject, rowPolicy, shortText, timestamp } from '../shared/schemas.ts';

const level = z.number().int().min(1).max(10);

export const personality = z
  .strictObject({
    tone: z.string().trim().max(60).default('professional'),
    voice: z.string().trim().max(60).default('helpful'),
    languages: z.array(z.string().trim().max(40)).max(20).default([]),
    traits: z.array(z.string().trim().max(60)).max(20).default([]),
    creativity: level.default(5),
    length: level.default(5),
    formality: level.default(5),
    empathy: level.default(5),
    proactivity: level.default(5),
    confidence: level.default(5),
  })
  .meta({ id: 'Personality' });

export const guardrails = z
  .strictObject({
    anti_hallucination: z.boolean().default(true),
    cite_sources: z.boolean().default(true),
    admit_uncertainty: z.boolean().default(true),
    verify_facts: z.boolean().default(true),
    no_speculation: z.boolean().default(false),
    avoid_topics: z.array(z.string().trim().min(1).max(200)).max(100).default([]),
    focus_topics: z.array(z.string().trim().min(1).max(200)).max(100).default([]),
    max_length: z.enum(['short', 'medium', 'long', 'unlimited']).default('medium'),
    /** `auto` and `user`: the language of the user; `multi`: any; else a language tag. */
    language: z.string().trim().min(2).max(35).default('auto'),
    escalate_angry: z.boolean().default(true),
    escalate_complex: z.boolean().default(true),
    escalate_request: z.boolean().default(true),
    escalate_sensitive: z.boolean().default(false),
    /** The model sees stable tokens instead of personal data; the person whose conversation it is sees the values. */
    pii_protection: z.boolean().default(true),
    /** Nobody sees the values again, not even that person. */
    mask_pii: z.boolean().default(false),
    /** The sealed values are forgotten when the run ends. */
    no_store_pii: z.boolean().default(false),
  })
  .meta({ id: 'Guardrails' });

export const task = z
  .strictObject({
    id: z.string().min(1).max(64),
    name: shortText(160),
    description: z.string().trim().max(2000).default(''),
    instructions: z.array(z.string().trim().min(1).max(4000)).max(50).default([]),
  })
  .meta({ id: 'Task' });

export const modelParameters = z
  .strictObject({
    temperature: z.number().min(0).max(2).optional(),
    top_p: z.number().min(0).max(1).optional(),
    max_tokens: z.number().int().min(1).max(200_000).optional(),
    stop: z.array(z.string().min(1).max(100)).max(4).optional(),
    seed: z.number().int().optional(),
    reasoning_effort: z.enum(['low', 'medium', 'high']).optional(),
  })
  .meta({ id: 'ModelParameters' });

export const budget = z
  .strictObject({
    max_steps: z.number().int().min(1).max(50).optional(),
    max_tool_calls: z.number().int().min(0).max(200).optional(),
    max_seconds: z.number().int().min(5).max(3600).optional(),
    max_tokens: z.number().int().min(100).max(10_000_000).optional(),
    max_cost_usd: z.number().min(0).max(10_000).optional(),
  })
  .meta({ id: 'Budget' });

/** Ids of users and roles. */
const approverIds = z.array(z.string().min(1).max(64)).max(50);

const escalationLevel = z.strictObject({
  /** Without a decision, counted from when the level before was asked. */
  after_seconds: z
    .number()
    .int()
    .min(60)
    .max(30 * 24 * 3600),
  /** Asked besides those before, who may still decide. */
  approvers: approverIds.min(1),
});

export const approvalRule = z.strictObject({
  /** `*`: any tool. */
  tool_id: z.union([id('tool'), z.literal('*')]).default('*'),
  function: z.string().max(64).optional(),
  /** All must hold; none means always. `argument` is a dotted path; `matches` takes globs such as `*@example.com`. */
  when: z
    .array(
      z.strictObject({
        argument: z.string().min(1).max(200),
        operator: z.enum([
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
        ]),
        value: z
          .union([
            z.string().max(1000),
            z.number(),
            z.boolean(),
            z.null(),
            z.array(z.union([z.string().max(1000), z.number()])).max(200),
          ])
          .optional(),
      }),
    )
    .max(10)
    .optional(),
  action: z.enum(['allow', 'ask', 'refuse']),
  /** Ids of users or roles who may decide. Nobody named: the asker confirms, or whoever builds agents. */
  approvers: approverIds.optional(),
  /** Absent: the asker may decide only where nobody is named. */
  requester_may_approve: z.boolean().optional(),
  /** Who is asked besides when nobody decides; needs `approvers`. */
  escalation: z.array(escalationLevel).max(3).optional(),
  quorum: z.number().int().min(1).max(20).optional(),
  expires_in_seconds: z
    .number()
    .int()
    .min(60)
    .max(30 * 24 * 3600)
    .optional(),
});

export const approvalPolicy = z
  .strictObject({
    /** The first rule that matches decides; else destructive tools ask. */
    rules: z.array(approvalRule).max(100).default([]),
    /** What happens when untrusted text and private data meet in a call that sends or changes something. */
    information_flow: z.enum(['block', 'ask', 'allow']).default('ask'),
  })
  .meta({ id: 'ApprovalPolicy' });

/** Everything of an agent a person edits; a published version is exactly this, frozen. */
export const agentDefinition = z
  .strictObject({
    name: shortText(120),
    icon: z.string().trim().min(1).max(300_000).default('🤖'),
    description: z.string().trim().max(2000).default(''),
    goal: z.string().trim().max(10_000).default(''),
    model_id: modelId.nullable().default(null),
    parameters: modelParameters.default({}),
    personality: personality.default(personality.parse({})),
    guardrails: guardrails.default(guardrails.parse({})),
    tasks: z.array(task).max(50).default([]),
    tool_ids: z.array(id('tool')).max(100).default([]),
    knowledge_base_ids: z.array(id('knowledge base')).max(50).default([]),
    memory_enabled: z.boolean().default(true),
    budget: budget.default({}),
    approval_policy: approvalPolicy.default(approvalPolicy.parse({})),
  })
  .meta({ id: 'AgentDefinition' });

export type AgentDefinition = z.output<typeof agentDefinition>;

export const agentStatus = z.enum(['draft', 'active', 'paused', 'archived']);

export const agentAccess = z
  .strictObject({
    /** `private`: owner and those who may write agents; `everyone`: all members who may run agents. */
    visibility: z.enum(['private', 'everyone']).default('everyone'),
  })
  .meta({ id: 'AgentAccess' });

export const agent = z
  .object({
    id: id('agent'),
    slug: z.string(),
    ...agentDefinition.shape,
    status: agentStatus,
    access: agentAccess,
    /** Number of the live version, null until published. */
    version: z.number().int().nullable(),
    /** The draft differs from the live version. */
    has_unpublished_changes: z.boolean(),
    owner_id: id('user').nullable(),
    created_at: timestamp,
    updated_at: timestamp,
    policy: rowPolicy.optional(),
  })
  .meta({ id: 'Agent' });

export type Agent = z.output<typeof agent>;

export const createAgentBody = agentDefinition.extend({
  status: agentStatus.optional(),
  access: agentAccess.optional(),
});

export const putAgentBody = createAgentBody;

/** Patches merge: what is left out stays, nested objects merge by their top-level fields. */
export const patchAgentBody = z.strictObject({
  ...patchShape(agentDefinition.shape),
  parameters: z.strictObject(patchShape(modelParameters.shape)).optional(),
  personality: z.strictObject(patchShape(personality.shape)).optional(),
  guardrails: z.strictObject(patchShape(guardrails.shape)).optional(),
  budget: z.strictObject(patchShape(budget.shape)).optional(),
  approval_policy: z.strictObject(patchShape(approvalPolicy.shape)).optional(),
  status: agentStatus.optional(),
  access: agentAccess.optional(),
});

export const agentVersion = z
  .object({
    agent_id: id('agent'),
    version: z.number().int(),
    note: z.string(),
    is_live: z.boolean(),
    published_by: z.object({ id: id('user').nullable(), label: z.string() }),
    published_at: timestamp,
  })
  .meta({ id: 'AgentVersion' });

export const generatedConfig = z
  .object({
    config: agentDefinition,
    /** Field → why the draft has this value, for a person to check. */
    reasons: z.record(z.string(), z.string()),
    /** Which model wrote it. */
    model: z.string(),
    suggested_tools: z.array(z.object({ tool_id: id('tool'), name: z.string(), reason: z.string() })),
    suggested_knowledge_bases: z.array(
      z.object({ knowledge_base_id: id('knowledge base'), name: z.string(), reason: z.string() }),
    ),
  })
  .meta({ id: 'GeneratedAgentConfig' });

export const agentChange = z.object({ path: z.string(), from: z.unknown(), to: z.unknown() });

export const agentFile = jsonObject;
