import type { chatCompletionBody } from '@agentforge/contracts/channels/endpoints';
import { AppError } from '@agentforge/kernel/errors';
import type { z } from 'zod';

type Body = z.output<typeof chatCompletionBody>;

export interface Asked {
  question: string;
  history: { role: 'user' | 'assistant' | 'system'; text: string }[];
}

/** The last message is the question, what comes before is the history the client keeps itself. */
export function readMessages(messages: Body['messages']): Asked {
  const last = messages.at(-1);
  if (last?.role !== 'user' || textOf(last.content).trim() === '') {
    throw new AppError('invalid_input', {
      detail: 'The last message must be one of the user, with text.',
      errors: [{ path: 'messages', message: 'must end with a message of the user' }],
    });
  }
  const history = messages.slice(0, -1).map(({ role, content }) => ({
    role: role === 'developer' ? ('system' as const) : role,
    text: textOf(content),
  }));
  return { question: textOf(last.content), history };
}

function textOf(content: Body['messages'][number]['content']): string {
  if (content === null) return '';
  return typeof content === 'string' ? content : content.map((part) => part.text).join('\n');
}
