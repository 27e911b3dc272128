import { messageOf } from '@agentforge/kernel/errors';
import type { ErrorContext } from './classify-model-error.ts';

/** Keys as providers write them, and `Bearer …`; also half-masked ones such as `sk-pr****abcd`. */
const keyShapes =
  /\b(?:sk|pk|rk|gsk|xai|pplx|key|api|AIza|AKIA|ASIA|tgp|or)[-_][\w*.-]{6,}|\bAIza[\w-]{20,}|\b(?:AKIA|ASIA)[A-Z0-9]{12,}|Bearer\s+\S+/g;
const longest = 400;

/** What a foreign system said, without keys, on one line, bounded, and ending like a sentence. */
export function sayWithoutSecrets(text: string, context: ErrorContext): string {
  let said = text;
  for (const secret of context.secrets ?? []) {
    if (secret.length >= 4) said = said.replaceAll(secret, '***');
  }
  said = said.replace(keyShapes, '***').replace(/\s+/g, ' ').trim();
  if (said.length > longest) said = `${said.slice(0, longest)}…`;
  return said === '' || /[.!?…。؟]$/.test(said) ? said : `${said}.`;
}

/** SDK errors carry the whole request; logs get the words only. */
export function slimCause(error: unknown, context: ErrorContext): Error {
  const slim = new Error(sayWithoutSecrets(messageOf(error), context));
  if (error instanceof Error) slim.name = error.name;
  return slim;
}
