import { createChatCompletion } from '@agentforge/contracts/channels/endpoints';
import { AppError } from '@agentforge/kernel/errors';
import { Streamed, streamVerb, type Verb } from '../../platform/verb.ts';
import type { ChatDoor } from '../chat/index.ts';
import { finishReasonOf, openAiChunks, openAiUsage, waitingText } from './openai-chunks.ts';
import { readMessages } from './openai-messages.ts';

/** `/v1/chat/completions` over the same runner as the chat: guardrails, tools, budgets and the log are the agent's. */
export function createChatCompletionVerb(chat: ChatDoor): Verb {
  return streamVerb(createChatCompletion, async (context, { body }) => {
    const agent = await chat.agent(context, body.model);
    const { question, history } = readMessages(body.messages);
    const started = await chat.start(context, { agent, message: question, history, timezone: 'UTC', channel: 'api' });
    const facts = {
      id: `chatcmpl-${started.run.runId}`,
      created: Math.floor(context.now() / 1000),
      model: body.model,
    };
    if (body.stream) {
      const reveal = await chat.revealFor(context, agent, started);
      const includeUsage = body.stream_options?.include_usage ?? false;
      const items = chat.read(context, started.run.runId);
      const chunks = openAiChunks({ ...facts, runId: started.run.runId, includeUsage, reveal }, items);
      return new Streamed('text/event-stream; charset=utf-8', chunks);
    }
    const { row, message } = await chat.settled(context, agent, started);
    if (message.status === 'failed')
      throw new AppError('model_failed', { detail: message.error ?? 'The agent could not answer.' });
    const content = message.status === 'waiting' ? waitingText : message.content;
    return {
      ...facts,
      object: 'chat.completion' as const,
      choices: [
        {
          index: 0 as const,
          message: { role: 'assistant' as const, content, refusal: null },
          logprobs: null,
          finish_reason: finishReasonOf(row.reasonCode === 'content_filter' ? 'content-filter' : row.reasonCode),
        },
      ],
      usage: openAiUsage(row.usage),
    };
  });
}
