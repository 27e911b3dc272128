import type { ModelRequest } from '@agentforge/plugin-kit/model';
import { answerWithoutTools } from './answer-without-tools.ts';
import { type ChosenCall, chooseTools } from './choose-tools.ts';
import { composeAnswer } from './compose-answer.ts';
import { readConversation } from './conversation.ts';
import { label } from './describe-json.ts';
import { fitSchema, wantedSchema } from './fit-schema.ts';
import { phrases } from './phrases.ts';

/** What the model does this turn: say something, or call tools. */
export type Turn = { text: string } | { calls: (ChosenCall & { callId: string })[] };

/** The whole of the demonstration model's mind: the same request always gives the same turn. */
export function decide(request: ModelRequest): Turn {
  const conversation = readConversation(request);
  const schema = wantedSchema(request, conversation);
  if (conversation.results.length === 0) {
    const choice = schema ? { calls: [], incomplete: undefined } : chooseTools(conversation, request);
    if (choice.calls.length > 0) {
      return {
        calls: choice.calls.map((call, index) => ({ ...call, callId: `call_${conversation.callCount + index + 1}` })),
      };
    }
    if (choice.incomplete) {
      const { name, missing } = choice.incomplete;
      return { text: phrases(conversation.language).needMore(label(name), missing.map(label).join(', ')) };
    }
  }
  if (schema) return { text: JSON.stringify(fitSchema(schema, conversation), null, 2) };
  return {
    text: conversation.results.length > 0 ? composeAnswer(conversation) : answerWithoutTools(conversation, request),
  };
}
