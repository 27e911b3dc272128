import type { RunEventData, RunEventType, StoredEvent } from '@agentforge/agent-engine/events';
import { foldRun } from '@agentforge/agent-engine/state';
import type { TraceNode } from '@agentforge/contracts/runs/schemas';
import type { Prompt } from './prompts.ts';
import {
  approvalFacts,
  begunNode,
  endNode,
  originOfCall,
  ownBeginning,
  retrievalNode,
  statusOfCall,
  tokensOf,
  toolFacts,
} from './trace-nodes.ts';

/** What a reader may see besides what happened. `prompts` null: neither prompts nor thinking. */
export interface TraceView {
  name: string;
  prompts: ReadonlyMap<number, Prompt> | null;
}

/** The log of a run as a tree; null as long as nothing has happened. Times are milliseconds since its first event. */
export function traceTree(events: readonly StoredEvent[], view: TraceView): TraceNode | null {
  const first = events[0];
  if (first === undefined) return null;
  const tree = new TreeBuilder(events, view);
  for (const [index, event] of events.entries()) tree.take(event, index);
  return tree.finish();
}

type Takers = { [Type in RunEventType]?: (data: RunEventData[Type], at: number, index: number) => void };

class TreeBuilder {
  readonly root: TraceNode;
  readonly #events: readonly StoredEvent[];
  readonly #view: TraceView;
  readonly #base: number;
  readonly #own: number;
  readonly #calls = new Map<string, TraceNode>();
  readonly #approvals = new Map<string, TraceNode>();
  #step: TraceNode | null = null;
  #model: TraceNode | null = null;
  #before = 0;

  constructor(events: readonly StoredEvent[], view: TraceView) {
    this.#events = events;
    this.#view = view;
    this.#base = events[0]?.at ?? 0;
    this.#own = ownBeginning(events);
    this.root = begunNode({ id: 'run', kind: 'run', name: view.name, start_ms: 0, origin: 'live' });
  }

  take(event: StoredEvent, index: number): void {
    const at = Math.max(this.#before, event.at - this.#base);
    this.#dispatch(event, at, index);
    this.#before = at;
  }

  finish(): TraceNode {
    const { usage, costUsd, costIncomplete } = foldRun(this.#events);
    this.root.usage = tokensOf(usage, costIncomplete && costUsd === 0 ? null : costUsd);
    return this.root;
  }

  #dispatch<Type extends RunEventType>(event: { type: Type; data: RunEventData[Type] }, at: number, index: number) {
    this.#takers[event.type]?.(event.data, at, index);
  }

  readonly #takers: Takers = {
    'guardrail-checked': (data, at, index) => this.#guardrail(data, at, index),
    'step-started': (data, at, index) => this.#stepStarted(data, at, index),
    'text-delta': ({ text }, at) => this.#wrote('text', text, at),
    'reasoning-delta': ({ text }, at) => this.#wrote('reasoning', text, at),
    'step-finished': (data, at) => this.#stepFinished(data, at),
    'tool-requested': (data, at, index) => this.#requested(data, at, index),
    'tool-started': ({ call_id, attempt }) => {
      const tool = this.#calls.get(call_id)?.tool;
      if (tool) tool.attempts = attempt;
    },
    'tool-settled': (data, at) => this.#settled(data, at),
    'in-doubt-settled': ({ call_id, outcome }, at) => {
      const call = this.#calls.get(call_id);
      if (call) endNode(call, at, outcome === 'retry' ? 'running' : 'ok', `A person decided: ${outcome}.`);
    },
    'approval-requested': (data, at, index) => this.#asked(data, at, index),
    'approval-escalated': ({ approval_id }) => {
      const approval = this.#approvals.get(approval_id)?.approval;
      if (approval) approval.escalations += 1;
    },
    'approval-decided': (data, at) => this.#decided(data, at),
    'history-summarised': (data, at, index) => {
      const node = this.#instant('summary', data.model_id, at, index, `${data.messages} messages in fewer words.`);
      node.start_ms = Math.max(0, at - data.duration_ms);
      node.usage = tokensOf(data.usage, data.cost_usd);
    },
    'window-shortened': (data, at, index) => {
      if (data.discard_step !== undefined) this.#discard(at, data.detail);
      this.#instant('notice', data.reason, at, index, data.detail);
    },
    'run-resumed': ({ discard_step, reason }, at, index) => {
      if (discard_step !== undefined) this.#discard(at, reason);
      this.#instant('notice', 'resumed', at, index, reason);
    },
    'budget-refused': ({ limit, detail }, at, index) => {
      endNode(this.#instant('notice', limit, at, index, detail), at, 'refused');
    },
    'budget-noticed': ({ limit, detail }, at, index) => void this.#instant('notice', limit, at, index, detail),
    'run-finished': (data, at) => this.#finished(data, at),
  };

  #origin(index: number): TraceNode['origin'] {
    return index < this.#own ? 'recorded' : 'live';
  }

  #instant(kind: TraceNode['kind'], name: string, at: number, index: number, detail: string | null): TraceNode {
    const node = begunNode({ id: `${kind}-${index}`, kind, name, start_ms: at, origin: this.#origin(index), detail });
    endNode(node, at, 'ok');
    (this.#step ?? this.root).children.push(node);
    return node;
  }

  #guardrail({ stage, verdicts }: RunEventData['guardrail-checked'], at: number, index: number): void {
    const isBlocked = verdicts.some(({ action }) => action === 'block');
    if (stage === 'output') this.#closeStep(this.#before);
    const node = this.#instant('guardrail', stage, at, index, null);
    node.start_ms = this.#before;
    node.status = isBlocked ? 'refused' : 'ok';
    node.guardrail = { stage, verdicts };
  }

  #stepStarted({ step, model_id }: RunEventData['step-started'], at: number, index: number): void {
    this.#closeStep(this.#before);
    const facts = { start_ms: at, origin: this.#origin(index), step };
    this.#step = begunNode({ id: `step-${step}-${index}`, kind: 'step', name: `${step}`, ...facts });
    this.#model = begunNode({
      id: `model-${step}-${index}`,
      kind: 'model',
      name: model_id,
      ...facts,
      model: {
        model: model_id,
        fallback_from: null,
        finish_reason: null,
        text: '',
        reasoning: this.#view.prompts ? '' : null,
        prompt: this.#view.prompts?.get(index) ?? null,
        first_output_ms: null,
      },
    });
    this.#step.children.push(this.#model);
    this.root.children.push(this.#step);
  }

  #wrote(what: 'text' | 'reasoning', text: string, at: number): void {
    const facts = this.#model?.model;
    if (!facts) return;
    if (what === 'text') facts.text += text;
    else if (facts.reasoning !== null) facts.reasoning += text;
    this.#firstOutput(at);
  }

  #firstOutput(at: number): void {
    if (this.#model?.model) this.#model.model.first_output_ms ??= at - this.#model.start_ms;
  }

  #stepFinished(data: RunEventData['step-finished'], at: number): void {
    const node = this.#model;
    if (!node?.model) return;
    node.model = {
      ...node.model,
      model: data.model_id,
      fallback_from: data.fallback_from ?? null,
      finish_reason: data.finish_reason,
    };
    node.name = data.model_id;
    node.usage = tokensOf(data.usage, data.cost_usd);
    endNode(node, at, data.finish_reason === 'error' ? 'failed' : 'ok', data.error ?? null);
  }

  #requested(data: RunEventData['tool-requested'], at: number, index: number): void {
    this.#firstOutput(at);
    const node = begunNode({
      id: `call-${data.call_id}`,
      kind: 'tool',
      name: data.name,
      step: data.step,
      start_ms: at,
      origin: this.#origin(index),
      tool: toolFacts(data),
    });
    this.#calls.set(data.call_id, node);
    this.#step?.children.push(node);
  }

  #settled(data: RunEventData['tool-settled'], at: number): void {
    const node = this.#calls.get(data.call_id);
    if (!node?.tool) return;
    const matched = data.simulated?.match ?? null;
    node.tool = { ...node.tool, result: data.result, error: data.error ?? null, matched };
    node.origin = originOfCall(data, node.origin);
    endNode(node, at, statusOfCall(data.status), data.error ?? null);
    if (data.passages) node.children.push(retrievalNode(node, data.passages, at));
  }

  #asked(data: RunEventData['approval-requested'], at: number, index: number): void {
    const call = this.#calls.get(data.call_id);
    const facts = { start_ms: at, origin: this.#origin(index), step: call?.step ?? null };
    const node = begunNode({ id: data.approval_id, kind: 'approval', name: call?.name ?? '', ...facts });
    node.approval = approvalFacts(data);
    node.status = 'waiting';
    if (call) call.status = 'waiting';
    this.#approvals.set(data.approval_id, node);
    call?.children.push(node);
  }

  /** With a quorum the last of several decisions counts as the end. */
  #decided(data: RunEventData['approval-decided'], at: number): void {
    const node = this.#approvals.get(data.approval_id);
    if (!node?.approval) return;
    node.approval = { ...node.approval, decision: data.decision, by: data.by, comment: data.comment ?? null };
    endNode(node, at, data.decision === 'approve' ? 'ok' : 'refused', data.comment ?? null);
  }

  #discard(at: number, reason: string): void {
    if (this.#model?.end_ms === null) endNode(this.#model, at, 'failed', reason);
    if (this.#step) endNode(this.#step, at, 'failed', reason);
    this.#step = null;
    this.#model = null;
  }

  #closeStep(at: number): void {
    if (this.#step) endNode(this.#step, at, this.#model?.status ?? 'ok');
    this.#step = null;
    this.#model = null;
  }

  #finished({ status, reason }: RunEventData['run-finished'], at: number): void {
    if (this.#model?.end_ms === null) endNode(this.#model, at, status === 'cancelled' ? 'cancelled' : 'failed');
    this.#closeStep(at);
    endNode(this.root, at, status === 'completed' ? 'ok' : status, reason);
  }
}
