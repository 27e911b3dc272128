import type { CallStatus, RunEventData, StoredEvent, TokenUsage } from '@agentforge/agent-engine/events';
import type { TraceNode } from '@agentforge/contracts/runs/schemas';

type Origin = TraceNode['origin'];
type Status = TraceNode['status'];

interface Beginning extends Partial<TraceNode> {
  id: string;
  kind: TraceNode['kind'];
  name: string;
  start_ms: number;
  origin: Origin;
}

/** A node that has just begun. */
export function begunNode(beginning: Beginning): TraceNode {
  return {
    status: 'running',
    detail: null,
    step: null,
    end_ms: null,
    usage: null,
    model: null,
    tool: null,
    approval: null,
    retrieval: null,
    guardrail: null,
    children: [],
    ...beginning,
  };
}

export function endNode(node: TraceNode, at: number, status: Status, detail: string | null = null): void {
  node.end_ms = at;
  node.status = status;
  node.detail = detail ?? node.detail;
}

const callStatuses: Record<CallStatus, Status> = {
  ok: 'ok',
  error: 'failed',
  refused: 'refused',
  timeout: 'failed',
  rejected: 'refused',
  in_doubt: 'in_doubt',
  settled_by_person: 'ok',
};

export const statusOfCall = (status: CallStatus): Status => callStatuses[status];

export function tokensOf(usage: TokenUsage, costUsd: number | null): NonNullable<TraceNode['usage']> {
  const { input_tokens, output_tokens, cached_input_tokens, reasoning_tokens } = usage;
  return { input_tokens, output_tokens, cached_input_tokens, reasoning_tokens, cost_usd: costUsd };
}

export function toolFacts(data: RunEventData['tool-requested']): NonNullable<TraceNode['tool']> {
  return {
    call_id: data.call_id,
    tool_id: data.tool_id,
    function: data.name,
    arguments: data.arguments ?? data.arguments_text ?? null,
    result: null,
    error: null,
    risk: data.risk,
    decision: data.decision,
    reason: data.reason ?? null,
    attempts: 0,
    matched: null,
  };
}

/** A call that a recording answered says so; one taken over whole is part of the recording. */
export function originOfCall({ simulated }: RunEventData['tool-settled'], around: Origin): Origin {
  if (simulated?.changed) return 'changed';
  return simulated !== undefined && around === 'live' ? 'simulated' : around;
}

export function retrievalNode(
  call: TraceNode,
  passages: NonNullable<RunEventData['tool-settled']['passages']>,
  at: number,
): TraceNode {
  const found = passages.map(({ number, documentId, chunkId, title, text, score, locator }) => ({
    number,
    document_id: documentId,
    chunk_id: chunkId,
    title,
    text,
    score,
    page: locator.page ?? null,
  }));
  const { id, name, origin, step, start_ms } = call;
  const begun = begunNode({ id: `${id}/passages`, kind: 'retrieval', name, origin, step, start_ms });
  return { ...begun, end_ms: at, status: 'ok', retrieval: { passages: found } };
}

export function approvalFacts(data: RunEventData['approval-requested']): NonNullable<TraceNode['approval']> {
  const { approval_id, reason, quorum } = data;
  return { approval_id, reason, decision: null, by: null, comment: null, quorum, escalations: 0 };
}

/** Where what is this run's own begins in its log: behind what it took over from another. */
export function ownBeginning(events: readonly StoredEvent[]): number {
  return events.findLastIndex(({ type }) => type === 'run-forked') + 1;
}
