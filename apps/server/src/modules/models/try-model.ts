import { messageOf } from '@agentforge/kernel/errors';
import { ModelError } from '@agentforge/plugin-kit/model';
import type { ProviderConnection } from '@agentforge/plugin-kit/provider';

export interface ModelTrial {
  model: string;
  ok: boolean;
  latency_ms: number;
  first_token_ms: number | null;
  error: { kind: string; detail: string } | null;
  warning: { kind: string; detail: string } | null;
}

/** Long enough to come in many parts, so that an answer which comes in one lump shows. */
const request = {
  messages: [
    {
      role: 'user' as const,
      content: [
        { type: 'text' as const, text: 'Count from one to twenty in words, separated by commas. Nothing else.' },
      ],
    },
  ],
};

/** Asks one model for a short answer and says how it went. Never throws. */
export async function tryModel(
  connection: ProviderConnection,
  model: string,
  signal: AbortSignal,
): Promise<ModelTrial> {
  const started = performance.now();
  const arrivals: number[] = [];
  const trial: ModelTrial = { model, ok: false, latency_ms: 0, first_token_ms: null, error: null, warning: null };
  try {
    for await (const part of connection.languageModel(model).stream(request, signal)) {
      if (part.type === 'text-delta' || part.type === 'reasoning-delta') arrivals.push(performance.now() - started);
    }
    trial.ok = true;
    trial.warning = bufferingOf(arrivals);
  } catch (error) {
    trial.error = problemOf(error);
  }
  trial.latency_ms = Math.round(performance.now() - started);
  if (arrivals[0] !== undefined) trial.first_token_ms = Math.round(arrivals[0]);
  return trial;
}

const fewestParts = 10;
const shortestWaitMs = 300;
const lumpMs = 15;
/** Of the time until the first part: a busy machine reads even one lump in several moments. */
const lumpShare = 0.05;

/** Many parts that took a while to begin and then came within moments of each other were held back on their way. */
export function bufferingOf(arrivals: readonly number[]): ModelTrial['warning'] {
  const [first = 0] = arrivals;
  const last = arrivals.at(-1) ?? 0;
  if (arrivals.length < fewestParts || first < shortestWaitMs || last - first > Math.max(lumpMs, first * lumpShare))
    return null;
  return {
    kind: 'buffering',
    detail: `The whole answer arrived at once after ${Math.round(first)} ms although it was sent in ${arrivals.length} parts: a proxy between here and the model holds streams back. Turn its response buffering off for this address (nginx: "proxy_buffering off").`,
  };
}

export function problemOf(error: unknown): { kind: string; detail: string } {
  return { kind: error instanceof ModelError ? error.kind : 'bad_response', detail: messageOf(error) };
}
