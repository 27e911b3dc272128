import type { Verdict, VerdictSpan } from './verdict.ts';

const nouns: Record<string, string> = {
  SECRET: 'secret',
  CARD: 'card number',
  IBAN: 'bank account',
  NATIONAL_ID: 'national id',
  EMAIL: 'email address',
  PHONE: 'phone number',
  IP: 'IP address',
  NAME: 'name',
  LITERAL: 'text that looks like one of our tokens',
};

function count(spans: readonly VerdictSpan[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of spans) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, number]) => `${number} × ${nouns[kind] ?? kind}`).join(', ');
}

/** Up to three verdicts (personal data, secrets, look-alike tokens) for replacements at `spans`. */
export function piiVerdicts(stage: Verdict['stage'], spans: readonly VerdictSpan[]): Verdict[] {
  const groups = [
    {
      rule: 'pii',
      own: spans.filter(({ kind }) => kind !== 'SECRET' && kind !== 'LITERAL'),
      what: 'Personal data was hidden',
    },
    { rule: 'secret', own: spans.filter(({ kind }) => kind === 'SECRET'), what: 'A key or password was hidden' },
    {
      rule: 'token_look_alike',
      own: spans.filter(({ kind }) => kind === 'LITERAL'),
      what: 'Kept apart from real tokens',
    },
  ];
  return groups
    .filter(({ own }) => own.length > 0)
    .map(({ rule, own, what }) => ({ stage, rule, action: 'mask', detail: `${what}: ${count(own)}.`, spans: own }));
}
