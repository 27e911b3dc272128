import { z } from 'zod';
import { modelParameters, personality, task } from '../agents/schemas.ts';
import { run, runStatus, verdict } from '../chat/schemas.ts';
import { modelId } from '../models/schemas.ts';
import { patchShape } from '../shared/patch.ts';
import { id, jsonObject, shortText, timestamp } from '../shared/schemas.ts';

/** `answer`: to a person or a program; `replay`: tried again from a recording, without effect outside. */
export const runKind = z.enum(['answer', 'replay']);

/** Where a part of a replay comes from. Parts of an answer are `live`. */
export const traceOrigin = z.enum(['live', 'recorded', 'changed', 'simulated']);

const messageOfPrompt = z.object({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  /** As the model was given it: personal data as tokens, results of tools as JSON, pictures by name. */
  text: z.string(),
});

/** What a model was sent. Only for those who may write agents. */
export const prompt = z
  .object({
    messages: z.array(messageOfPrompt),
    /** Names of the functions it was offered. */
    functions: z.array(z.string()),
    parameters: jsonObject,
  })
  .meta({ id: 'Prompt' });

const tokens = z.object({
  /** Null where the provider did not say. */
  input_tokens: z.number().int().nullable(),
  output_tokens: z.number().int().nullable(),
  cached_input_tokens: z.number().int().nullable(),
  reasoning_tokens: z.number().int().nullable(),
  /** US dollars; null where the price is unknown. */
  cost_usd: z.number().nullable(),
});

const modelFacts = z.object({
  model: z.string(),
  fallback_from: z.string().nullable(),
  finish_reason: z.string().nullable(),
  text: z.string(),
  /** Null for those who are not shown prompts. */
  reasoning: z.string().nullable(),
  prompt: prompt.nullable(),
  /** Milliseconds from the beginning of the turn to its first piece of text or its first call. */
  first_output_ms: z.number().int().nullable(),
});

const toolFacts = z.object({
  call_id: z.string(),
  tool_id: z.string(),
  function: z.string(),
  arguments: z.unknown(),
  result: z.unknown(),
  error: z.string().nullable(),
  risk: z.enum(['read', 'write', 'destructive', 'egress']),
  decision: z.enum(['execute', 'ask', 'refuse']),
  reason: z.string().nullable(),
  /** How often it was sent out; 0 in a replay. */
  attempts: z.number().int(),
  /** In a replay: how the recorded result was found. `none`: there was none, so the call was answered with a note. */
  matched: z.enum(['arguments', 'order', 'none']).nullable(),
});

const approvalFacts = z.object({
  approval_id: z.string(),
  reason: z.string(),
  decision: z.enum(['approve', 'reject', 'expired']).nullable(),
  /** Id of the person. */
  by: z.string().nullable(),
  comment: z.string().nullable(),
  quorum: z.number().int(),
  escalations: z.number().int(),
});

const passage = z.object({
  /** The number it is cited by. */
  number: z.number().int(),
  document_id: z.string(),
  chunk_id: z.string(),
  title: z.string(),
  text: z.string(),
  score: z.number(),
  page: z.number().int().nullable(),
});

/**
 * A part of a run with its place in time. Of `model`, `tool`, `approval`, `retrieval` and `guardrail` exactly the one
 * that `kind` names is set; `run`, `step`, `summary` and `notice` have none.
 */
export const traceNode = z
  .object({
    /** Unique within the run. */
    id: z.string(),
    kind: z.enum(['run', 'step', 'model', 'tool', 'approval', 'retrieval', 'guardrail', 'summary', 'notice']),
    name: z.string(),
    status: z.enum(['running', 'ok', 'failed', 'refused', 'waiting', 'cancelled', 'in_doubt']),
    /** One sentence: why it ended so. */
    detail: z.string().nullable(),
    origin: traceOrigin,
    /** Model turn it belongs to, from 1. */
    step: z.number().int().nullable(),
    /** Milliseconds since the run began. `end_ms` is null while it goes on. */
    start_ms: z.number().int(),
    end_ms: z.number().int().nullable(),
    usage: tokens.nullable(),
    model: modelFacts.nullable(),
    tool: toolFacts.nullable(),
    approval: approvalFacts.nullable(),
    retrieval: z.object({ passages: z.array(passage) }).nullable(),
    guardrail: z.object({ stage: z.enum(['input', 'output', 'tool']), verdicts: z.array(verdict) }).nullable(),
    get children() {
      return z.array(traceNode);
    },
  })
  .meta({ id: 'TraceNode' });

export type TraceNode = z.output<typeof traceNode>;

export const runTrace = z
  .object({
    run_id: id('run'),
    agent_id: id('agent'),
    kind: runKind,
    replay_of: id('run').nullable(),
    /** In a replay: the first turn that was made anew. */
    fork_step: z.number().int().nullable(),
    status: runStatus,
    started_at: timestamp.nullable(),
    /** Null while it goes on. */
    duration_ms: z.number().int().nullable(),
    /** Whether prompts and thinking are in it. */
    prompts_shown: z.boolean(),
    /** What a replay may begin from; empty when the asking person may not replay this run, or not yet. */
    replayable_steps: z.array(z.number().int()),
    /** Null as long as nothing has happened. */
    root: traceNode.nullable(),
  })
  .meta({ id: 'RunTrace' });

export type RunTrace = z.output<typeof runTrace>;

/** Fields of the agent a replay may change. What the agent may do and reach stays as it was. */
const changedAgent = z
  .strictObject({
    name: shortText(120).optional(),
    description: z.string().trim().max(2000).optional(),
    goal: z.string().trim().max(10_000).optional(),
    tasks: z.array(task).max(50).optional(),
    personality: z.strictObject(patchShape(personality.shape)).optional(),
    parameters: z.strictObject(patchShape(modelParameters.shape)).optional(),
  })
  .meta({ description: 'What is left out stays; personality and parameters merge by their fields' });

export const replayBody = z.strictObject({
  /**
   * The first model turn that is made anew, from 1; what was before is taken over as recorded. Absent: the turn after the
   * first changed result, else the first turn.
   */
  from_step: z.number().int().min(1).max(1000).optional(),
  model_id: modelId.optional(),
  agent: changedAgent.optional(),
  /** Results the model is given in the place of recorded ones. */
  tool_results: z
    .array(
      z.strictObject({
        call_id: z.string().min(1).max(200),
        content: z.json(),
        ok: z.boolean().default(true),
      }),
    )
    .max(50)
    .optional(),
});

export const replayedRun = run.omit({ steps: true });

export const difference = z.enum([
  'missing',
  'model',
  'prompt',
  'text',
  'tool_calls',
  'tool_results',
  'tokens',
  'cost',
  'duration',
  'finish_reason',
]);

/** Pieces of text in reading order: both sides, only the left one, only the right one. */
const textDifference = z.array(z.object({ kind: z.enum(['same', 'left', 'right']), text: z.string() }));

const comparedCall = z.object({
  call_id: z.string(),
  function: z.string(),
  arguments: z.unknown(),
  status: z.string(),
  result: z.unknown(),
  origin: traceOrigin,
});

const comparedStep = z.object({
  origin: traceOrigin,
  model: z.string(),
  text: z.string(),
  /** Null for those who are not shown prompts. */
  prompt: prompt.nullable(),
  finish_reason: z.string().nullable(),
  usage: tokens.nullable(),
  duration_ms: z.number().int().nullable(),
});

const side = z.object({
  run_id: id('run'),
  kind: runKind,
  status: runStatus,
  reason: z.string().nullable(),
  answer: z.string(),
  model: z.string().nullable(),
  steps: z.number().int(),
  tool_calls: z.number().int(),
  /** Of all turns, those taken over from a recording included. */
  usage: tokens,
  duration_ms: z.number().int().nullable(),
});

export const runComparison = z
  .object({
    left: side,
    right: side,
    prompts_shown: z.boolean(),
    answer: textDifference,
    /** Fields of the agent and the model that are not the same. Empty for those who are not shown prompts. */
    settings: z.array(z.object({ field: z.string(), left: z.unknown(), right: z.unknown() })),
    steps: z.array(
      z.object({
        step: z.number().int(),
        left: comparedStep.nullable(),
        right: comparedStep.nullable(),
        differs: z.array(difference),
        text: textDifference,
        /** Calls that belong together: the same function and arguments, else the same function in order. */
        calls: z.array(
          z.object({
            left: comparedCall.nullable(),
            right: comparedCall.nullable(),
            differs: z.array(z.enum(['missing', 'arguments', 'result', 'status'])),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'RunComparison' });

export type RunComparison = z.output<typeof runComparison>;
