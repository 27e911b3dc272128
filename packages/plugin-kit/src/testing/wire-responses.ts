import { openAiError } from './wire-openai.ts';
import { bytesOf, sse, story, type WireRecordings } from './wire-recordings.ts';

type Event = { event: string; data: unknown };

const usage = {
  input_tokens: story.usage.input,
  input_tokens_details: { cached_tokens: story.usage.cached },
  output_tokens: story.usage.output,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: story.usage.input + story.usage.output,
};

/** Recordings of OpenAI's responses API, which xAI speaks too. */
export function responsesWire(
  options: { refusalReason?: string; embeddings?: string; models?: WireRecordings['models'] } = {},
): WireRecordings {
  return {
    contentType: 'text/event-stream; charset=utf-8',
    text: sse(turn(message([...story.pieces]))),
    tool: sse(turn(call(0, story.tool.arguments, [...story.tool.fragments]))),
    parallel: sse(turn(story.parallel.flatMap((text, index) => call(index, text, [text.slice(0, 5), text.slice(5)])))),
    empty: sse(turn([])),
    malformed: bytesOf('event: response.created\ndata: {"type":"response.created","resp\n\n'),
    errors: {
      contextOverflow: { status: 400, body: openAiError(400, 'Your input exceeds the context window of this model.') },
      of: openAiError,
    },
    ...(options.refusalReason === undefined
      ? {}
      : { refusal: sse(turn(message([story.refusal]), options.refusalReason)) }),
    ...(options.embeddings === undefined ? {} : { embeddings: options.embeddings }),
    ...(options.models === undefined ? {} : { models: options.models }),
  };
}

function event(type: string, rest: Record<string, unknown>): Event {
  return { event: type, data: { type, sequence_number: 0, ...rest } };
}

function turn(items: Event[], incomplete?: string): Event[] {
  const response = {
    id: 'resp_1',
    object: 'response',
    created_at: 1_760_000_000,
    model: 'recorded',
    output: [],
    status: 'in_progress',
  };
  const end =
    incomplete === undefined
      ? event('response.completed', { response: { ...response, status: 'completed', usage } })
      : event('response.incomplete', {
          response: { ...response, status: 'incomplete', incomplete_details: { reason: incomplete }, usage },
        });
  return [event('response.created', { response }), event('response.in_progress', { response }), ...items, end];
}

function message(pieces: string[]): Event[] {
  const item = { id: 'msg_1', type: 'message', role: 'assistant', status: 'in_progress', content: [] };
  const place = { item_id: 'msg_1', output_index: 0, content_index: 0 };
  const text = pieces.join('');
  return [
    event('response.output_item.added', { output_index: 0, item }),
    event('response.content_part.added', { ...place, part: { type: 'output_text', text: '', annotations: [] } }),
    ...pieces.map((delta) => event('response.output_text.delta', { ...place, delta })),
    event('response.output_text.done', { ...place, text }),
    event('response.output_item.done', {
      output_index: 0,
      item: { ...item, status: 'completed', content: [{ type: 'output_text', text, annotations: [] }] },
    }),
  ];
}

function call(index: number, text: string, fragments: string[]): Event[] {
  const item = {
    id: `fc_${index}`,
    type: 'function_call',
    call_id: `call_${index + 1}`,
    name: story.tool.name,
    arguments: '',
    status: 'in_progress',
  };
  const place = { item_id: item.id, output_index: index };
  return [
    event('response.output_item.added', { output_index: index, item }),
    ...fragments.map((delta) => event('response.function_call_arguments.delta', { ...place, delta })),
    event('response.function_call_arguments.done', { ...place, arguments: text }),
    event('response.output_item.done', {
      output_index: index,
      item: { ...item, arguments: text, status: 'completed' },
    }),
  ];
}
