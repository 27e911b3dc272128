import type { StoredEvent } from '@agentforge/agent-engine/events';
import { foldRun } from '@agentforge/agent-engine/state';
import type { RunComparison, TraceNode } from '@agentforge/contracts/runs/schemas';
import type { presentRun, RunRow } from '../runs/index.ts';
import { type TextDifference, textDifference } from './text-difference.ts';

export interface Side {
  row: RunRow;
  run: ReturnType<typeof presentRun>;
  events: readonly StoredEvent[];
  root: TraceNode | null;
}

type ComparedStep = RunComparison['steps'][number];
type Tokens = RunComparison['left']['usage'];

/** Turns that were thrown away (lost, or too long for the model) are not compared: the last of a number counts. */
function stepsOf({ root }: Side): Map<number, TraceNode> {
  const nodes = (root?.children ?? []).filter(({ kind }) => kind === 'step');
  return new Map(nodes.map((node) => [node.step ?? 0, node]));
}

const modelOf = (step: TraceNode | undefined) => step?.children.find(({ kind }) => kind === 'model');
const callsOf = (step: TraceNode | undefined) => (step?.children ?? []).filter(({ kind }) => kind === 'tool');

export function sideOf(side: Side): RunComparison['left'] {
  const steps = [...stepsOf(side).values()];
  const { run, root } = side;
  return {
    run_id: run.id,
    kind: run.replay_of === null ? 'answer' : 'replay',
    status: run.status,
    reason: run.reason,
    answer: answerOf(side),
    model: run.model,
    steps: steps.length,
    tool_calls: steps.flatMap(callsOf).length,
    usage: totalOf(steps.flatMap((step) => modelOf(step)?.usage ?? [])),
    duration_ms: root?.end_ms ?? null,
  };
}

function answerOf({ events }: Side): string {
  const { message, steps } = foldRun(events);
  return message?.text ?? steps.at(-1)?.text ?? '';
}

function totalOf(parts: readonly Tokens[]): Tokens {
  const sum = (name: keyof Tokens) =>
    parts.some((part) => part[name] !== null) ? parts.reduce((total, part) => total + (part[name] ?? 0), 0) : null;
  return {
    input_tokens: sum('input_tokens'),
    output_tokens: sum('output_tokens'),
    cached_input_tokens: sum('cached_input_tokens'),
    reasoning_tokens: sum('reasoning_tokens'),
    cost_usd: sum('cost_usd'),
  };
}

export function comparedAnswer(left: Side, right: Side): TextDifference {
  return textDifference(answerOf(left), answerOf(right));
}

export function comparedSteps(left: Side, right: Side): ComparedStep[] {
  const [mine, theirs] = [stepsOf(left), stepsOf(right)];
  const numbers = [...new Set([...mine.keys(), ...theirs.keys()])].sort((a, b) => a - b);
  return numbers.map((step) => comparedStep(step, mine.get(step), theirs.get(step)));
}

function comparedStep(step: number, left: TraceNode | undefined, right: TraceNode | undefined): ComparedStep {
  const [a, b] = [presentStep(left), presentStep(right)];
  const calls = pairedCalls(callsOf(left), callsOf(right));
  return {
    step,
    left: a,
    right: b,
    differs: a && b ? differencesOf(a, b, calls) : ['missing'],
    text: textDifference(a?.text ?? '', b?.text ?? ''),
    calls,
  };
}

function presentStep(step: TraceNode | undefined): ComparedStep['left'] {
  const node = modelOf(step);
  if (!step || !node?.model) return null;
  const { model, text, prompt, finish_reason } = node.model;
  const duration_ms = node.end_ms === null ? null : node.end_ms - node.start_ms;
  return { origin: step.origin, model, text, prompt, finish_reason, usage: node.usage, duration_ms };
}

type Shown = NonNullable<ComparedStep['left']>;

function differencesOf(left: Shown, right: Shown, calls: ComparedStep['calls']): ComparedStep['differs'] {
  const callsDiffer = calls.some(({ differs }) => differs.some((what) => what === 'missing' || what === 'arguments'));
  const resultsDiffer = calls.some(({ differs }) => differs.some((what) => what === 'result' || what === 'status'));
  const found: [ComparedStep['differs'][number], boolean][] = [
    ['model', left.model !== right.model],
    ['prompt', !isSame(left.prompt, right.prompt)],
    ['text', left.text !== right.text],
    ['tool_calls', callsDiffer],
    ['tool_results', resultsDiffer],
    ['tokens', !isSame(tokenCounts(left), tokenCounts(right))],
    ['cost', left.usage?.cost_usd !== right.usage?.cost_usd],
    ['duration', left.duration_ms !== right.duration_ms],
    ['finish_reason', left.finish_reason !== right.finish_reason],
  ];
  return found.filter(([, differs]) => differs).map(([what]) => what);
}

function tokenCounts({ usage }: Shown) {
  return [usage?.input_tokens ?? null, usage?.output_tokens ?? null];
}

/** First the same function with the same arguments, then the same function in order; what is left stands alone. */
function pairedCalls(left: readonly TraceNode[], right: readonly TraceNode[]): ComparedStep['calls'] {
  const open = [...right];
  const partners = new Map<TraceNode, TraceNode>();
  for (const matches of [isSameCall, isSameFunction]) {
    for (const call of left) {
      if (partners.has(call)) continue;
      const index = open.findIndex((other) => matches(call, other));
      const [partner] = index < 0 ? [] : open.splice(index, 1);
      if (partner) partners.set(call, partner);
    }
  }
  return [...left.map((call) => pair(call, partners.get(call))), ...open.map((call) => pair(undefined, call))];
}

const isSameFunction = (left: TraceNode, right: TraceNode): boolean => left.name === right.name;
const isSameCall = (left: TraceNode, right: TraceNode): boolean =>
  isSameFunction(left, right) && isSame(left.tool?.arguments, right.tool?.arguments);

function pair(left: TraceNode | undefined, right: TraceNode | undefined): ComparedStep['calls'][number] {
  const [a, b] = [presentCall(left), presentCall(right)];
  if (!a || !b) return { left: a, right: b, differs: ['missing'] };
  const differs: ComparedStep['calls'][number]['differs'] = [];
  if (!isSame(a.arguments, b.arguments)) differs.push('arguments');
  if (!isSame(a.result, b.result)) differs.push('result');
  if (a.status !== b.status) differs.push('status');
  return { left: a, right: b, differs };
}

function presentCall(node: TraceNode | undefined): ComparedStep['calls'][number]['left'] {
  if (!node?.tool) return null;
  const { call_id, arguments: args, result } = node.tool;
  return { call_id, function: node.name, arguments: args, status: node.status, result, origin: node.origin };
}

function isSame(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

/** JSON with sorted keys: the database keeps no order of fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
