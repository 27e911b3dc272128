import { mostMessageCharacters, renderTemplate } from '@agentforge/contracts/triggers/template';
import { AppError } from '@agentforge/kernel/errors';
import { unstorableText } from '../../platform/unstorable-text.ts';
import type { TriggerRow } from './triggers.repository.ts';

/** The message of a delivery. Throws what tells its sender, and the list of deliveries, what to put right. */
export function messageOf(trigger: Pick<TriggerRow, 'messageTemplate'>, bytes: Uint8Array): string {
  const body = parse(bytes);
  const [unstorable] = unstorableText({ query: null, body });
  if (unstorable)
    throw new AppError('invalid_input', { detail: `${unstorable.path || 'body'}: ${unstorable.message}` });
  const { message } = renderTemplate(trigger.messageTemplate, body);
  if (message.length > mostMessageCharacters) {
    throw new AppError('rule_broken', {
      detail: `The message has ${message.length} characters with these values; ${mostMessageCharacters} are allowed.`,
    });
  }
  return message;
}

/** An event without a body has no values. */
function parse(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError('malformed_request', { detail: 'The body of the event is not JSON.', cause });
  }
}
