/**
 * One story, told by each provider in its own wire format, so that one suite can ask the same of all of them. Sizes and
 * words are fixed; the recordings of a provider must tell exactly this.
 */
export const story = {
  text: 'Grüße aus Köln 🌍 مرحبا.',
  pieces: ['Grü', 'ße aus ', 'Köln 🌍', ' مرحبا.'],
  usage: { input: 12, cached: 4, output: 9 },
  tool: {
    name: 'get_weather',
    arguments: '{"city":"Köln","days":3}',
    fragments: ['{"ci', 'ty":"Kö', 'ln","days"', ':3}'],
  },
  parallel: ['{"city":"Paris"}', '{"city":"Rome"}'],
  refusal: 'I cannot help with that.',
  vectors: [
    [0.1, 0.2, 0.3],
    [-0.5, 0.25, 1],
  ],
} as const;

/** The key conformance tests connect with; it must never be seen in an error. */
export const conformanceKey = 'sk-conformance-0123456789abcdef';

export interface RecordedAnswer {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

/** A provider's answers as they come over the wire. */
export interface WireRecordings {
  /** `text/event-stream` for most. */
  contentType: string;
  text: Uint8Array;
  /** One call whose arguments come in fragments. Absent where models call no tools. */
  tool?: Uint8Array;
  /** Two calls in one turn. */
  parallel?: Uint8Array;
  /** A whole answer without a word. */
  empty: Uint8Array;
  /** Declined by the model or by a content filter. Absent where the provider has no word for it. */
  refusal?: Uint8Array;
  /** False where the provider does not tell cached tokens. */
  tellsCached?: boolean;
  /** Streams are cut at each of so many bytes. Default 1; larger for relatives that share all of their code. */
  cutEvery?: number;
  /** A stream that breaks off into nonsense. */
  malformed: Uint8Array;
  /** `context_overflow` and refusals by status, in the provider's own shape. */
  errors: { contextOverflow: RecordedAnswer; of(status: number, message: string): string };
  embeddings?: string;
  models?: { body: string; expected: string[] };
}

/** Server-sent events, one `data:` line each; a string is sent as it is. */
export function sse(events: readonly (string | { event?: string; data: unknown })[]): Uint8Array {
  const lines = events.map((entry) => {
    if (typeof entry === 'string') return entry;
    const head = entry.event === undefined ? '' : `event: ${entry.event}\n`;
    return `${head}data: ${JSON.stringify(entry.data)}\n\n`;
  });
  return bytesOf(lines.join(''));
}

/** UTF-8. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
