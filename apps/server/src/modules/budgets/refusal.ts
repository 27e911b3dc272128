import type { AppliedLimit } from './counters.repository.ts';

const whose: Record<string, string> = {
  tenant: 'of your organization',
  agent: 'of this agent',
  user: 'of your account',
  conversation: 'of this conversation',
};

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });

/** In plain words why a call was not made; the engine puts it behind "I had to stop here:". */
export function refusal(limit: AppliedLimit): { limit: string; detail: string } {
  const amounts = [
    amount(limit.max_tokens, 'tokens'),
    amount(limit.max_cost_usd, 'US dollars'),
    amount(limit.max_runs, 'answers'),
  ].flat();
  const period = limit.period === 'day' ? ' a day' : ' altogether';
  const hope =
    limit.period === 'day' ? 'Try again tomorrow, or ask an administrator for more.' : 'Ask an administrator for more.';
  return {
    limit: `${limit.scope}_${limit.period}`,
    detail: `the limit ${whose[limit.scope] ?? ''} (${amounts.join(', ')}${period}) does not leave enough for another step. ${hope}`,
  };
}

function amount(value: number | null, unit: string): string[] {
  return value === null ? [] : [`${number.format(value)} ${unit}`];
}
