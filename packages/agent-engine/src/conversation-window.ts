import type { ModelMessage } from '@agentforge/plugin-kit/model';
import { estimateMessageTokens } from './tokens.ts';

/**
 * The newest turns that fit `budgetTokens` and are no more than `mostMessages`. A turn reaches from one message of the
 * user to the next, so the window begins with the user and never separates a tool call from its result.
 */
export function newestTurns(
  history: readonly ModelMessage[],
  budgetTokens: number,
  mostMessages = Number.POSITIVE_INFINITY,
): ModelMessage[] {
  let left = budgetTokens;
  let end = history.length;
  let kept = history.length;
  for (let index = history.length - 1; index >= 0; index -= 1) {
    if (history[index]?.role !== 'user') continue;
    left -= tokensOf(history.slice(index, end));
    if (left < 0 || history.length - index > mostMessages) break;
    kept = index;
    end = index;
  }
  return history.slice(kept);
}

export function tokensOf(messages: readonly ModelMessage[]): number {
  return messages.reduce((sum, message) => sum + estimateMessageTokens(message), 0);
}

const leftOut = {
  status: 'ok',
  note: 'This earlier result was left out to save room. Call the tool again if you need it.',
};

/** The messages of the run itself when they alone are too long: the oldest tool results give way, calls stay paired. */
export function shortenedResults(messages: readonly ModelMessage[], budgetTokens: number): ModelMessage[] {
  let excess = tokensOf(messages) - budgetTokens;
  return messages.map((message) => {
    if (excess <= 0 || message.role !== 'tool') return message;
    const short: ModelMessage = { ...message, result: leftOut };
    excess -= estimateMessageTokens(message) - estimateMessageTokens(short);
    return short;
  });
}
