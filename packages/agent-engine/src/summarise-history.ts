import { AppError } from '@agentforge/kernel/errors';
import type { ModelUsage } from '@agentforge/plugin-kit/model';
import { costOf, tokenUsage, worstCaseCost } from './cost.ts';
import type { RunEventData } from './events.ts';
import type { SummaryWork } from './history-summary.ts';
import { engineLimits } from './limits.ts';
import type { ModelDescription, ModelPort } from './ports.ts';
import { isLeaving, type RunContext, record, recordDurably } from './run-context.ts';
import { estimateTokens } from './tokens.ts';

interface Written {
  text: string;
  usage: ModelUsage | undefined;
  finished: boolean;
  used: ModelDescription;
  failure: { error: unknown } | undefined;
}

/** Makes a summary, reserved and settled like any model call. When it fails the oldest turns are left out, and told so. */
export async function summariseHistory(run: RunContext, work: SummaryWork): Promise<void> {
  const { summariser, budget } = run.ports;
  if (summariser === undefined) return;
  const price = summariser.describe().price;
  const { estimatedInputTokens, maxOutputTokens } = work;
  const reservation = await budget.reserve({
    kind: 'model',
    estimatedInputTokens,
    maxOutputTokens,
    estimatedCostUsd: worstCaseCost(estimatedInputTokens, maxOutputTokens, price),
  });
  if (!reservation.ok) return shortened(run, reservation.detail);
  const began = run.ports.clock.now();
  const written = await write(run, summariser, work);
  const silent = written.failure !== undefined && written.text === '';
  await settle(run, reservation.id, written, work, silent);
  if (isLeaving(run) || run.stop.signal.aborted) return;
  const billed = silent ? nothing : billedOf(written);
  if (written.text.trim() === '' || !written.finished) return shortened(run, reasonOf(written.failure?.error), billed);
  const duration_ms = run.ports.clock.now() - began;
  await recordDurably(run, [{ type: 'history-summarised', data: summarised(run, work, written, duration_ms) }]);
}

function summarised(
  run: RunContext,
  { through, messages, labels, covered }: SummaryWork,
  written: Written,
  duration_ms: number,
): RunEventData['history-summarised'] {
  const text = written.text.trim();
  return {
    through,
    messages,
    text: run.ports.guardrails.checkSummary?.(text, covered) ?? text,
    labels,
    model_id: written.used.id,
    ...billedOf(written),
    duration_ms,
  };
}

function billedOf({ usage, used }: Written): Pick<RunEventData['history-summarised'], 'usage' | 'cost_usd'> {
  const tokens = tokenUsage(usage);
  return { usage: tokens, cost_usd: costOf(tokens, used.price) };
}

const nothing = {
  usage: { input_tokens: 0, output_tokens: 0, cached_input_tokens: 0, reasoning_tokens: 0 },
  cost_usd: 0,
};

function shortened(
  run: RunContext,
  why: string,
  billed: Pick<RunEventData['window-shortened'], 'usage' | 'cost_usd'> = nothing,
): void {
  const detail = `The beginning of this conversation could not be summarised and is left out: ${why}`;
  record(run, { type: 'window-shortened', data: { reason: 'summary_failed', detail, ...billed } });
}

function reasonOf(error: unknown): string {
  return AppError.is(error) && error.detail !== undefined ? error.detail : 'the model did not answer in time.';
}

/** Reads the summariser until it ends, fails, writes too much, takes too long or the run is stopped. Never throws. */
async function write(
  run: RunContext,
  summariser: ModelPort,
  { request, maxOutputTokens }: SummaryWork,
): Promise<Written> {
  const written: Written = {
    text: '',
    usage: undefined,
    finished: false,
    used: summariser.describe(),
    failure: undefined,
  };
  const connection = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, engineLimits.summaryMs);
  });
  const read = async () => {
    const parts = summariser.stream(request, connection.signal, (used) => {
      written.used = used;
    });
    for await (const part of parts) {
      if (connection.signal.aborted) return;
      if (part.type === 'text-delta') written.text += part.text;
      if (part.type !== 'finish') continue;
      written.usage = part.usage;
      written.finished = part.reason !== 'error' && part.reason !== 'content-filter';
    }
  };
  const reading = read().catch((error: unknown) => {
    written.failure = { error };
  });
  await Promise.race([reading, late, run.stopped]);
  clearTimeout(timer);
  connection.abort('closed');
  // A model that ignores its bound must not crowd out what the summary makes room for.
  return { ...written, text: written.text.slice(0, maxOutputTokens * 6) };
}

async function settle(
  run: RunContext,
  id: string,
  { usage, text, used }: Written,
  work: SummaryWork,
  silent: boolean,
): Promise<void> {
  const inputTokens = silent ? 0 : (usage?.inputTokens ?? work.estimatedInputTokens);
  const outputTokens = silent ? 0 : (usage?.outputTokens ?? estimateTokens(text));
  const costUsd = silent
    ? 0
    : (costOf(tokenUsage(usage), used.price) ?? worstCaseCost(inputTokens, outputTokens, used.price));
  try {
    await run.ports.budget.settle(id, { inputTokens, outputTokens, costUsd });
  } catch {
    // Reservations expire; a run must not end for one.
    return;
  }
}
