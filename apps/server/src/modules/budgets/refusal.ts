import type { Clock } from '@agentforge/kernel/clock';
import type { AppliedLimit, LimitAmounts, NamedLimit } from './counters.repository.ts';
import { endOfDay } from './day.ts';

const whose: Record<string, string> = {
  tenant: 'of your organization',
  agent: 'of this agent',
  user: 'of your account',
  conversation: 'of this conversation',
};

const amounts = [
  ['max_tokens', 'tokens'],
  ['max_cost_usd', 'US dollars'],
  ['max_runs', 'answers'],
  ['max_steps', 'steps'],
  ['max_tool_calls', 'tool calls'],
  ['max_seconds', 'seconds of work'],
] as const;

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });

/** In plain words why a call was not made; the engine puts it behind "I had to stop here:". */
export function refusal(broken: readonly AppliedLimit[], clock: Clock): { limit: string; detail: string } {
  const [limit] = broken.toSorted((left, right) => Number(left.period === 'day') - Number(right.period === 'day'));
  if (!limit) return { limit: 'unknown', detail: 'a limit does not leave enough for another step.' };
  return {
    limit: nameOf(limit),
    detail: `the limit ${inWords(limit)} does not leave enough for another step. ${hope(limit, clock)}`,
  };
}

/** Why an answer may be shorter than asked for. */
export function shortening([limit]: readonly AppliedLimit[]): { limit?: string; detail?: string } {
  if (!limit) return {};
  return {
    limit: nameOf(limit),
    detail: `The limit ${inWords(limit)} is nearly used up, so this answer may be shorter than usual.`,
  };
}

/** Why a run is cheap. */
export function nearness(limit: NamedLimit): { limit: string; detail: string } {
  return {
    limit: nameOf(limit),
    detail: `The limit ${inWords(limit)} is nearly used up, so a cheaper model answers.`,
  };
}

function hope({ scope, period }: NamedLimit, clock: Clock): string {
  const instead = scope === 'conversation' ? 'Begin a new conversation, or ask' : 'Ask';
  if (period !== 'day') return `${instead} an administrator for more.`;
  const hours = Math.max(1, Math.round((Date.parse(endOfDay(clock)) - clock.now()) / 3_600_000));
  return `It starts anew at 00:00 UTC, in about ${hours} ${hours === 1 ? 'hour' : 'hours'}. ${instead} an administrator for more.`;
}

function nameOf({ scope, period }: NamedLimit): string {
  return `${scope}_${period}`;
}

function inWords(limit: NamedLimit): string {
  const period = limit.period === 'day' ? ' a day' : ' altogether';
  return `${whose[limit.scope] ?? ''} (${amountsOf(limit).join(', ')}${period})`;
}

function amountsOf(limit: LimitAmounts): string[] {
  return amounts.flatMap(([key, unit]) => {
    const value = limit[key];
    return value === null ? [] : [`${number.format(value)} ${unit}`];
  });
}
