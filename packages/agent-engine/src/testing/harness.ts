import { manualClock } from '@agentforge/kernel/clock';
import type { IdKind } from '@agentforge/kernel/ids';
import { trusted } from '@agentforge/kernel/trust';
import type { ToolResult } from '@agentforge/plugin-kit/tool';
import { driveRun, type RunOutcome } from '../drive.ts';
import type { RunEvent, RunEventData, RunEventType, StoredEvent } from '../events.ts';
import type { BoundFunction, RunPlan } from '../plan.ts';
import type { GuardrailPort, RunPorts, ToolCallRequest } from '../ports.ts';
import { agentSpecSchema } from '../spec.ts';
import { type MemoryRunLog, memoryRunLog } from './memory-run-log.ts';
import { passThroughGuardrails, type RecordedBudget, recordedBudget } from './pass-through.ts';
import { type ScriptedModel, type ScriptedTurn, scriptedModel } from './scripted-model.ts';

export const textParameters = {
  type: 'object',
  properties: { text: { type: 'string' } },
  required: ['text'],
} as const;

export function testFunction(name: string, change: Partial<BoundFunction> = {}): BoundFunction {
  return {
    toolId: `tool_${name}`,
    name,
    description: `Does ${name}.`,
    parameters: textParameters,
    risk: 'read',
    idempotent: false,
    ...change,
  };
}

export function testPlan(change: Partial<Omit<RunPlan, 'agent'>> & { agent?: Record<string, unknown> } = {}): RunPlan {
  const { agent, ...rest } = change;
  return {
    runId: 'run_1',
    agent: agentSpecSchema.parse({ name: 'Ada', goal: 'Help people.', model_id: 'test/scripted', ...agent }),
    functions: [testFunction('look_up')],
    question: 'What is the answer?',
    attachments: [],
    history: [],
    memory: [],
    labels: [],
    timezone: 'Europe/Berlin',
    ...rest,
  };
}

export type TestTool = (call: ToolCallRequest) => Promise<ToolResult> | ToolResult;

export interface TestRun {
  log: MemoryRunLog;
  model: ScriptedModel;
  budget: RecordedBudget;
  /** Every call that reached a tool, in order. */
  executed: ToolCallRequest[];
  outcome: RunOutcome;
  events: StoredEvent[];
}

export interface TestRunOptions {
  plan?: RunPlan;
  turns: readonly ScriptedTurn[];
  tool?: TestTool;
  model?: ScriptedModel;
  clock?: ReturnType<typeof manualClock>;
  budget?: RecordedBudget;
  summariser?: ScriptedModel;
  guardrails?: Partial<GuardrailPort>;
  earlier?: readonly StoredEvent[];
  fence?: number;
  /** Milliseconds that have passed since the last earlier event. */
  after?: number;
  signal?: AbortSignal;
  deadline?: number;
  onAppend?: (events: readonly RunEvent[], log: MemoryRunLog) => void;
  executed?: ToolCallRequest[];
}

const okResult: ToolResult = { ok: true, content: { done: true } };

/** Drives a scripted run to where it stops. */
export async function testRun(options: TestRunOptions): Promise<TestRun> {
  const { clock = manualClock(), earlier = [], fence = 1, executed = [] } = options;
  clock.advance(Math.max(0, (earlier.at(-1)?.at ?? 0) + (options.after ?? 0) - clock.now()));
  const log = memoryRunLog(clock, earlier, fence);
  log.onAppend = (events) => options.onAppend?.(events, log);
  const model = options.model ?? scriptedModel(options.turns);
  const budget = options.budget ?? recordedBudget();
  let ids = 0;
  const ports: RunPorts = {
    model,
    ...(options.summariser === undefined ? {} : { summariser: options.summariser }),
    budget,
    clock,
    guardrails: { ...passThroughGuardrails, ...options.guardrails },
    tools: {
      execute: async (call) => {
        executed.push(call);
        return (await options.tool?.(call)) ?? okResult;
      },
    },
    newId: (kind: IdKind) => {
      ids += 1;
      return `${kind}_${fence}_${ids}`;
    },
  };
  const outcome = await driveRun({
    plan: options.plan ?? testPlan(),
    log,
    ports,
    signal: options.signal ?? new AbortController().signal,
    ...(options.deadline === undefined ? {} : { deadline: options.deadline }),
  });
  return { log, model, budget, executed, outcome, events: [...log.events()] };
}

export function typesOf(events: readonly StoredEvent[]): RunEventType[] {
  return events.map((event) => event.type);
}

/** The data of the events of one type. */
export function eventsOf<Type extends RunEventType>(events: readonly StoredEvent[], type: Type): RunEventData[Type][] {
  const found = events.filter((event) => event.type === type).map((event) => event.data);
  return trusted<RunEventData[Type][]>(found, 'the type of an event names its data');
}
