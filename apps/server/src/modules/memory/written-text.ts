import { piiKinds } from '@agentforge/agent-engine/guardrails/pii/kinds';
import { createVault, type PiiVault, tokenise } from '@agentforge/agent-engine/guardrails/vault';
import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { AppError } from '@agentforge/kernel/errors';
import { valuesBehind } from './hidden-values.ts';

/**
 * What a person has worded themselves, as it is kept: tokens for personal data where the agent hides it from models.
 * Throws `invalid_input` for secrets, and for personal data that may not be kept.
 */
export function checkedText(
  text: string,
  { guardrails }: Pick<AgentDefinition, 'guardrails'>,
): { text: string; values: PiiVault } {
  const vault = createVault();
  const kinds = guardrails.pii_protection ? piiKinds : (['SECRET'] as const);
  const safe = tokenise(text.replace(/\s+/g, ' ').trim(), vault, { kinds });
  if (vault.entries.some(({ kind }) => kind === 'SECRET'))
    throw refused('This looks like a password or key. Agents never remember those: leave it out.');
  const hides = guardrails.pii_protection && guardrails.no_store_pii;
  const values = valuesBehind(safe.text, hides ? null : vault);
  if (values !== null) return { text: safe.text, values };
  throw refused(
    hides
      ? 'This agent stores no personal data. Leave names, addresses and numbers out.'
      : 'This is too sensitive to be remembered, such as a card, an account or an identity number. Leave it out.',
  );
}

function refused(message: string): AppError {
  return new AppError('invalid_input', { detail: message, errors: [{ path: 'text', message }] });
}
