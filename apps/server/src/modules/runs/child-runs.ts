import type { StoredEvent, TaintMark } from '@agentforge/agent-engine/events';
import type { PiiVault } from '@agentforge/agent-engine/guardrails/vault';
import type { RunShare, ToolCallRequest } from '@agentforge/agent-engine/ports';
import type { RunState } from '@agentforge/agent-engine/run-state';
import { foldRun } from '@agentforge/agent-engine/state';
import { AppError } from '@agentforge/kernel/errors';
import type { ChildRun, InformationLabel, ToolResult } from '@agentforge/plugin-kit/tool';
import type { RunLimits } from './capped-budget.ts';
import { parseCursor, type ReaderDeps, readRun } from './read-run.ts';
import type { RunRights } from './run-input.ts';
import { findRun, type RunRow, readEvents } from './runs.repository.ts';
import type { StopRuns } from './stop-runs.ts';

/** What a run asks another agent for. */
export interface ChildRequest {
  tenantId: string;
  userId: string;
  /** What the person who asked may do at most; undefined: all their own rights. */
  rights: RunRights | undefined;
  parentRunId: string;
  parentAgentName: string;
  /** Names the call; the same call finds the same run. */
  key: string;
  agentId: string;
  message: string;
  timezone: string;
  /** Where what is in the message may have come from. */
  labels: readonly TaintMark[];
  limits: RunLimits;
  /** The values behind tokens in the message; the child adds its own. */
  vault: PiiVault;
}

/** Starts the run, or finds the one that this call has started. Throws an AppError in plain words when it may not. */
export type StartChild = (request: ChildRequest) => Promise<{ runId: string; agentName: string }>;

/** The run that asks. */
export type Asking = Omit<ChildRequest, 'key' | 'agentId' | 'message' | 'labels' | 'limits'>;

export interface ChildDeps extends ReaderDeps {
  start: StartChild;
  stop: StopRuns;
}

/** Runs that were started by calls of other runs: they outlive the process that asked, and are asked for once. */
export class ChildRuns {
  readonly #deps: ChildDeps;

  constructor(deps: ChildDeps) {
    this.#deps = deps;
  }

  async ask(asking: Asking, call: ToolCallRequest, agentId: string, message: string): Promise<ToolResult> {
    const { idempotencyKey: key, labels, left, signal } = call;
    try {
      const started = await this.#deps.start({ ...asking, key, agentId, message, labels, limits: limitsOf(left) });
      return await this.#outcome(asking.tenantId, started, signal);
    } catch (error) {
      if (!AppError.is(error) || error.detail === undefined) throw error;
      return { ok: false, content: null, error: error.detail };
    }
  }

  /** Waits for its end, or until it waits for a person itself. */
  async #outcome(
    tenantId: string,
    { runId, agentName }: { runId: string; agentName: string },
    signal: AbortSignal,
  ): Promise<ToolResult> {
    const items = readRun(this.#deps, { tenantId, id: runId }, parseCursor(undefined), signal);
    for await (const item of items) if (item.kind === 'waiting') break;
    const found = await this.#deps.database.withTenant(tenantId, async (tx) => ({
      row: await findRun(tx, runId),
      events: await readEvents(tx, runId),
    }));
    if (signal.aborted && !isOver(found.row)) await this.#abandon(tenantId, runId, signal);
    return resultOf(runId, agentName, found.row, found.events);
  }

  /** The asking run ended, or its time did. When it only goes to another process, its child goes on. */
  async #abandon(tenantId: string, runId: string, signal: AbortSignal): Promise<void> {
    if (signal.reason === 'handover' || signal.reason === 'lease-lost') return;
    await this.#deps.stop.family(tenantId, runId);
  }
}

const over = new Set(['completed', 'failed', 'cancelled']);

function isOver(row: RunRow | null): boolean {
  return row === null || over.has(row.status);
}

function limitsOf({ tokens, costUsd, milliseconds }: RunShare): RunLimits {
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    max_tokens: finite(Math.floor(tokens)),
    max_cost_usd: finite(costUsd),
    max_seconds: finite(Math.max(1, Math.ceil(milliseconds / 1000))),
  };
}

function resultOf(runId: string, agentName: string, row: RunRow | null, events: readonly StoredEvent[]): ToolResult {
  const state = foldRun(events);
  const child = spentBy(runId, state);
  const labels = labelsOf(state);
  if (row?.status === 'completed') {
    return { ok: true, content: { agent: agentName, answer: state.message?.text ?? '' }, labels, child };
  }
  const reason = row?.reason ?? state.finished?.reason ?? 'It did not end.';
  if (!isOver(row)) {
    return { ok: false, content: null, child, waits: { reason: `${agentName} waits for a person. ${reason}`.trim() } };
  }
  return { ok: false, content: null, error: `${agentName} could not answer: ${reason}`, labels, child };
}

function spentBy(runId: string, state: RunState): ChildRun {
  return {
    runId,
    inputTokens: state.usage.input_tokens,
    outputTokens: state.usage.output_tokens + state.delegated.tokens,
    costUsd: state.costIncomplete && state.costUsd === 0 ? null : state.costUsd + state.delegated.costUsd,
    costIsLowerBound: state.costIncomplete,
  };
}

/** What entered the other run may be in its answer. */
function labelsOf(state: RunState): InformationLabel[] {
  return [...new Set(state.taint.map(({ label }) => label))];
}
