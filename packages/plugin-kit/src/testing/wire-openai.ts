import { bytesOf, conformanceKey, sse, story, type WireRecordings } from './wire-recordings.ts';

/** How relatives of OpenAI's chat completions differ. */
export interface OpenAiWireOptions {
  /** Whether models call tools. Default true. */
  tools?: boolean;
  embeddings?: boolean;
  /** Shape of error bodies. Default OpenAI's `{error: {message, type, code}}`. */
  errorBody?(status: number, message: string): string;
  /** Words for a prompt that is too long. */
  overflow?: { status: number; message: string };
  /** Body of `GET /models`, and the ids it means. Default OpenAI's list of one. */
  models?: { body: string; expected: string[] } | undefined;
  /** Which chunk carries the usage: one of its own (default), or the one that finishes, plainly or in `x_groq`. */
  usageIn?: 'own' | 'finish' | 'x_groq';
  /** Added to the usage, for other ways to tell cached tokens. */
  usageExtra?: Record<string, unknown>;
  tellsCached?: boolean;
  cutEvery?: number;
  /** Added to each chunk. */
  extra?: Record<string, unknown>;
}

const standardUsage = {
  prompt_tokens: story.usage.input,
  completion_tokens: story.usage.output,
  total_tokens: story.usage.input + story.usage.output,
  prompt_tokens_details: { cached_tokens: story.usage.cached },
};

/** Recordings of the OpenAI chat-completions family. */
export function openAiWire(options: OpenAiWireOptions = {}): WireRecordings {
  const chunk = chunkWriter(options);
  const end = (reason: string): (string | { data: unknown })[] => [...endChunks(options, reason), 'data: [DONE]\n\n'];
  const overflow = options.overflow ?? {
    status: 400,
    message: "This model's maximum context length is 128000 tokens. However, your messages resulted in 130001 tokens.",
  };
  const errorBody = options.errorBody ?? openAiError;
  return {
    contentType: 'text/event-stream; charset=utf-8',
    text: sse([
      chunk({ role: 'assistant', content: '' }),
      ...story.pieces.map((content) => chunk({ content })),
      ...end('stop'),
    ]),
    ...(options.tools === false
      ? {}
      : {
          tool: sse([...toolChunks(chunk), ...end('tool_calls')]),
          parallel: sse([...parallelChunks(chunk), ...end('tool_calls')]),
        }),
    empty: sse([chunk({ role: 'assistant', content: '' }), ...end('stop')]),
    refusal: sse([chunk({ role: 'assistant', content: story.refusal }), ...end('content_filter')]),
    tellsCached: options.tellsCached ?? true,
    cutEvery: options.cutEvery ?? 13,
    malformed: bytesOf('data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"content":"Hel"\n\ndata: nonsense\n\n'),
    errors: {
      contextOverflow: { status: overflow.status, body: errorBody(overflow.status, overflow.message) },
      of: errorBody,
    },
    ...(options.embeddings ? { embeddings: openAiEmbeddings() } : {}),
    ...('models' in options && options.models === undefined ? {} : { models: options.models ?? openAiModels }),
  };
}

type Chunk = (delta: unknown) => { data: unknown };

const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_760_000_000, model: 'recorded' };

function chunkWriter({ extra = {} }: OpenAiWireOptions): Chunk {
  return (delta) => ({ data: { ...head, ...extra, choices: [{ index: 0, delta, finish_reason: null }] } });
}

function endChunks(
  { usageIn = 'own', usageExtra, extra = {} }: OpenAiWireOptions,
  reason: string,
): { data: unknown }[] {
  const usage = { ...standardUsage, ...usageExtra };
  const finish = { ...head, ...extra, choices: [{ index: 0, delta: {}, finish_reason: reason }] };
  if (usageIn === 'finish') return [{ data: { ...finish, usage } }];
  if (usageIn === 'x_groq') return [{ data: { ...finish, x_groq: { id: 'req_1', usage } } }];
  return [{ data: finish }, { data: { ...head, ...extra, choices: [], usage } }];
}

function toolChunks(chunk: Chunk): { data: unknown }[] {
  const start = { index: 0, id: 'call_1', type: 'function', function: { name: story.tool.name, arguments: '' } };
  return [
    chunk({ role: 'assistant', content: null, tool_calls: [start] }),
    ...story.tool.fragments.map((text) => chunk({ tool_calls: [{ index: 0, function: { arguments: text } }] })),
  ];
}

function parallelChunks(chunk: Chunk): { data: unknown }[] {
  return story.parallel.flatMap((text, index) => [
    chunk({
      tool_calls: [
        { index, id: `call_${index + 1}`, type: 'function', function: { name: story.tool.name, arguments: '' } },
      ],
    }),
    chunk({ tool_calls: [{ index, function: { arguments: text.slice(0, 5) } }] }),
    chunk({ tool_calls: [{ index, function: { arguments: text.slice(5) } }] }),
  ]);
}

/** OpenAI's error body; a refused key is quoted back, as OpenAI does. */
export function openAiError(status: number, message: string): string {
  const code: Record<number, string> = { 401: 'invalid_api_key', 404: 'model_not_found', 429: 'rate_limit_exceeded' };
  const quoted = status === 401 ? `${message} Key: ${conformanceKey}` : message;
  return JSON.stringify({
    error: {
      message: quoted,
      type: status >= 500 ? 'server_error' : 'invalid_request_error',
      param: null,
      code: code[status] ?? null,
    },
  });
}

function openAiEmbeddings(): string {
  const data = story.vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
  return JSON.stringify({
    id: 'embd-1',
    object: 'list',
    model: 'recorded',
    data,
    usage: { prompt_tokens: 5, total_tokens: 5 },
  });
}

const openAiModels = {
  body: JSON.stringify({
    object: 'list',
    data: [{ id: 'recorded-chat', object: 'model', created: 1, owned_by: 'recorded' }],
  }),
  expected: ['recorded-chat'],
};
