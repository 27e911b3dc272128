import type { ModelPart } from '@agentforge/plugin-kit/model';

/** Characters and parts that may wait for a slow reader; then the provider has to wait. */
const mostCharacters = 64_000;
const mostParts = 256;

/**
 * Passes parts on as they come, those of one turn of the event loop together: a packet with many small pieces of text
 * becomes one piece, so everything behind works once for it. An error comes behind the parts before it. Whoever leaves
 * early also aborts the model's signal: a read that is under way ends with it.
 */
export async function* gatherParts(parts: AsyncIterable<ModelPart>): AsyncGenerator<ModelPart> {
  const gathered = new Gathered();
  void pump(parts, gathered);
  try {
    for (;;) {
      const batch = gathered.take();
      for (const part of batch) yield part;
      if (batch.length > 0) continue;
      if (gathered.ended) break;
      await gathered.news();
    }
  } finally {
    gathered.close();
  }
  if (gathered.failure) throw gathered.failure.error;
}

async function pump(parts: AsyncIterable<ModelPart>, gathered: Gathered): Promise<void> {
  try {
    for await (const part of parts) {
      gathered.add(part);
      if (gathered.isFull) await gathered.room();
      if (gathered.ended) break;
    }
  } catch (error) {
    gathered.failure = { error };
  }
  gathered.close();
}

class Gathered {
  ended = false;
  failure: { error: unknown } | undefined;
  #parts: ModelPart[] = [];
  #characters = 0;
  #onNews: (() => void) | undefined;
  #onRoom: (() => void) | undefined;

  get isFull(): boolean {
    return !this.ended && (this.#parts.length >= mostParts || this.#characters >= mostCharacters);
  }

  add(part: ModelPart): void {
    const last = this.#parts.at(-1);
    if (part.type === 'text-delta' || part.type === 'reasoning-delta') {
      this.#characters += part.text.length;
      if (last?.type === part.type) last.text += part.text;
      else this.#parts.push({ ...part });
    } else this.#parts.push(part);
    this.#tell();
  }

  take(): readonly ModelPart[] {
    const parts = this.#parts;
    this.#parts = [];
    this.#characters = 0;
    this.#onRoom?.();
    return parts;
  }

  close(): void {
    this.ended = true;
    this.#onRoom?.();
    this.#tell();
  }

  /** Resolves in the turn after something came. */
  news(): Promise<void> {
    return new Promise((resolve) => {
      this.#onNews = resolve;
    });
  }

  room(): Promise<void> {
    return new Promise((resolve) => {
      this.#onRoom = resolve;
    });
  }

  #tell(): void {
    const told = this.#onNews;
    this.#onNews = undefined;
    if (told) setImmediate(told);
  }
}
