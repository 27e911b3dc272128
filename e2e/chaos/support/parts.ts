import type { ServerEvent } from '@agentforge/client/sse';
import { z } from 'zod';

const part = z.looseObject({
  type: z.string(),
  delta: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
});

export interface Part {
  /** SSE id: where a reader stands after it. */
  cursor: string | null;
  type: string;
  delta: string;
  data: Record<string, string>;
}

/** The parts of a streamed answer. */
export async function* partsOf(events: AsyncIterable<ServerEvent>): AsyncGenerator<Part> {
  for await (const event of events) {
    if (event.data === '[DONE]') continue;
    const { type, delta = '', data = {} } = part.parse(JSON.parse(event.data));
    const texts = Object.entries(data).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
    yield { cursor: event.id, type, delta, data: Object.fromEntries(texts) };
  }
}
