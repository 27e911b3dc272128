import type { ReplayBody, RunTrace, TraceNode } from './api/traces.ts';

/** A call of a recorded run whose result may be replaced. */
export interface RecordedCall {
  id: string;
  function: string;
  /** As a person edits it: text, or JSON. */
  result: string;
}

export interface ReplayWish {
  from: number;
  /** Empty: the recorded one. */
  model: string;
  /** Null: untouched. */
  goal: string | null;
  recordedGoal: string | undefined;
  /** By id of the call; only those a person touched. */
  results: Readonly<Record<string, string>>;
  calls: readonly RecordedCall[];
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? ''));

/** The calls of a run that came back with something, in order. */
export function recordedCalls({ root }: RunTrace): RecordedCall[] {
  const calls: RecordedCall[] = [];
  const visit = (node: TraceNode) => {
    if (node.tool && node.end_ms !== null)
      calls.push({ id: node.tool.call_id, function: node.tool.function, result: textOf(node.tool.result) });
    for (const child of node.children) visit(child);
  };
  if (root) visit(root);
  return calls;
}

/** What is sent: only what differs from the recording. A changed result that is no JSON goes as text. */
export function replayBodyOf({ from, model, goal, recordedGoal, results, calls }: ReplayWish): ReplayBody {
  const changed = calls.flatMap(({ id, result }) => {
    const text = results[id];
    return text === undefined || text === result ? [] : [{ call_id: id, content: jsonOr(text) }];
  });
  const otherGoal = goal !== null && goal.trim() !== '' && goal !== recordedGoal ? goal : undefined;
  return {
    from_step: from,
    ...(model === '' ? {} : { model_id: model }),
    ...(otherGoal === undefined ? {} : { agent: { goal: otherGoal } }),
    ...(changed.length === 0 ? {} : { tool_results: changed }),
  };
}

function jsonOr(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
