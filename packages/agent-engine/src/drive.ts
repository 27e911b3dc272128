import { AppError } from '@agentforge/kernel/errors';
import { assertInvariant, trusted } from '@agentforge/kernel/trust';
import { dueEvents } from './approval-timing.ts';
import { callModel } from './call-model.ts';
import { type Action, nextAction, timeIsUp } from './decide.ts';
import type { RunEvent } from './events.ts';
import { finishRun } from './finish-run.ts';
import type { RunPlan } from './plan.ts';
import { LeaseLost, type RunLog, type RunPorts } from './ports.ts';
import { prepareRun } from './prepare.ts';
import { requestApprovals } from './request-approvals.ts';
import { marksOf } from './results.ts';
import { type RunContext, record, recordAll, recordDurably, resumed, stopReason } from './run-context.ts';
import { type CallState, openStep, type RunState } from './run-state.ts';
import { runTools, settledNote } from './run-tools.ts';
import { foldRun } from './state.ts';
import { summariseHistory } from './summarise-history.ts';

export interface DriveOptions {
  plan: RunPlan;
  log: RunLog;
  ports: RunPorts;
  /** Abort with `cancelled`, `handover` or `lease-lost` as the reason. */
  signal: AbortSignal;
  /** Milliseconds since the epoch after which the run has to end; the agent's own time limit holds besides. */
  deadline?: number;
}

export interface RunOutcome {
  status: 'completed' | 'failed' | 'cancelled' | 'waiting_approval' | 'in_doubt' | 'handed_over' | 'lease_lost';
  state: RunState;
  /** When time alone changes what is waited for: an approval expires or goes to its next level; ms since the epoch. */
  expiresAt?: number;
}

/**
 * Takes a run from wherever its log stands to its end, or to where it waits for a person. What goes wrong on the way
 * (model, tools, budget, guardrails) becomes events. Throws only when the log or the budget store itself fails; then
 * the log is resumable. Drive a run again after a decision was appended or its holder was lost.
 */
export async function driveRun(options: DriveOptions): Promise<RunOutcome> {
  const run = contextOf(options);
  const release = armStops(run, options);
  try {
    announceResume(run);
    return await loop(run);
  } catch (error) {
    if (error instanceof LeaseLost || stopReason(run) === 'lease-lost')
      return { status: 'lease_lost', state: run.state };
    throw error;
  } finally {
    release();
  }
}

function contextOf({ plan, log, ports }: DriveOptions): RunContext {
  const stop = new AbortController();
  return {
    prepared: prepareRun(plan, ports.model.describe(), ports.newId('request'), ports.summariser?.describe()),
    state: foldRun(log.events()),
    ports,
    log,
    stop,
    stopped: new Promise((resolve) => stop.signal.addEventListener('abort', () => resolve(), { once: true })),
  };
}

/** Stops on the caller's signal and when the time is over. Answers what takes the stops down again. */
function armStops(run: RunContext, { signal, deadline }: DriveOptions): () => void {
  const onAbort = () => run.stop.abort(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  const own = run.prepared.limits.maxMilliseconds - run.state.activeMs;
  const left = Math.min(own, (deadline ?? Number.POSITIVE_INFINITY) - run.ports.clock.now());
  const timer = setTimeout(() => run.stop.abort('deadline'), Math.max(0, Math.min(left, 2 ** 31 - 1)));
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  };
}

/** A log with events means that someone drove this run before; a broken-off turn is told when it is discarded. */
function announceResume(run: RunContext): void {
  const { state, prepared } = run;
  if (state.startedAt === undefined || openStep(state) !== undefined) return;
  if (run.log.events().at(-1)?.type === 'run-forked') return;
  const { type } = nextAction(prepared, state);
  const parked = [...state.calls.values()].some((call) => call.phase === 'parked');
  if (parked || (type !== 'wait' && type !== 'done')) record(run, resumed('The run continues where it stopped.'));
}

const mostTurns = 10_000;

async function loop(run: RunContext): Promise<RunOutcome> {
  for (let turns = 0; ; turns += 1) {
    // An event that changes nothing would be decided on for ever, without giving the process a breath.
    assertInvariant(turns < mostTurns, `run ${run.prepared.plan.runId} moves on`);
    const stopped = await stopIfAsked(run);
    if (stopped !== undefined) return stopped;
    const action = nextAction(run.prepared, run.state);
    if (action.type === 'wait') {
      const due = dueEvents(run.state, run.ports.clock.now());
      if (due.length === 0) return waiting(run.state, action);
      await recordDurably(run, due);
      continue;
    }
    if (action.type === 'done') return ended(run.state);
    await perform(run, action);
  }
}

function waiting(state: RunState, action: Extract<Action, { type: 'wait' }>): RunOutcome {
  const status = action.for === 'in_doubt' ? 'in_doubt' : 'waiting_approval';
  return { status, state, ...(action.wakeAt === undefined ? {} : { expiresAt: action.wakeAt }) };
}

function ended(state: RunState): RunOutcome {
  return { status: state.finished?.status ?? 'failed', state };
}

/** After a stop: leave the log as it is, or end the run keeping what was said. */
async function stopIfAsked(run: RunContext): Promise<RunOutcome | undefined> {
  const reason = stopReason(run);
  const { state } = run;
  if (reason === undefined || state.finished !== undefined) return undefined;
  if (reason === 'handover') return { status: 'handed_over', state };
  if (reason === 'lease-lost') return { status: 'lease_lost', state };
  if (reason === 'deadline') await perform(run, timeIsUp(state));
  else {
    const text = state.steps.at(-1)?.text ?? '';
    await finishRun(run, { status: 'cancelled', code: 'cancelled', reason: 'The run was cancelled.', text });
  }
  return ended(state);
}

type Performers = {
  [Type in Action['type']]: (run: RunContext, action: Extract<Action, { type: Type }>) => Promise<void> | void;
};

const performers: Performers = {
  start: (run) => recordAll(run, started(run)),
  'check-input': checkInput,
  'discard-step': (run, { step }) => record(run, resumed('An answer that had begun was lost and is made again.', step)),
  'mark-in-doubt': (run, { calls }) => markInDoubt(run, calls),
  'request-approvals': (run, { calls }) => requestApprovals(run, calls),
  'run-tools': runTools,
  'call-model': callModel,
  summarise: summariseHistory,
  'shorten-window': (run, { data }) => record(run, { type: 'window-shortened', data }),
  'refuse-budget': (run, { limit, detail }) => record(run, { type: 'budget-refused', data: { limit, detail } }),
  finish: (run, action) => finishRun(run, { ...action, status: 'completed' }),
  fail: (run, action) => finishRun(run, { ...action, status: 'failed' }),
  wait: () => undefined,
  done: () => undefined,
};

async function perform(run: RunContext, action: Action): Promise<void> {
  type Performer = (run: RunContext, action: Action) => Promise<void> | void;
  await trusted<Performer>(performers[action.type], 'each performer takes the action of its own type')(run, action);
}

function started({ prepared: { plan, model } }: RunContext): RunEvent[] {
  const remembered = plan.memory.flatMap((fact) => marksOf(fact.labels ?? [], `memory ${fact.source}`));
  const labels = [...plan.labels, ...remembered];
  const notices = (plan.notices ?? []).map((data): RunEvent => ({ type: 'budget-noticed', data }));
  const memory = plan.memory.map(({ text, source }) => ({ text, source }));
  const data = { run_id: plan.runId, model_id: model.id, labels, ...(memory.length === 0 ? {} : { memory }) };
  return [{ type: 'run-started', data }, ...notices];
}

async function checkInput(run: RunContext): Promise<void> {
  const { question } = run.prepared.plan;
  try {
    const { text, verdicts } = await run.ports.guardrails.checkInput(question);
    const changed = text === question ? {} : { text };
    record(run, { type: 'guardrail-checked', data: { stage: 'input', verdicts, ...changed } });
  } catch (error) {
    const detail = AppError.is(error) ? error.detail : undefined;
    const reason = detail ?? 'The message could not be checked, so it was not sent to the model. Please try again.';
    await finishRun(run, { status: 'failed', code: 'guardrail_failed', reason, text: '' });
  }
}

const doubt = 'The connection was lost while this was being done. A person has to say whether it took effect.';

function markInDoubt(run: RunContext, calls: readonly CallState[]): Promise<void> {
  return recordDurably(
    run,
    calls.map((call) => settledNote(call, 'in_doubt', doubt, 0)),
  );
}
