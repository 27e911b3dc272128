import { createHash } from 'node:crypto';
import { estimateTokens } from '@agentforge/agent-engine/tokens';
import type { Database } from '@agentforge/db/database';
import { messageOf } from '@agentforge/kernel/errors';
import { type EmbeddingModel, ModelError } from '@agentforge/plugin-kit/model';
import type { ModelInfo } from '@agentforge/plugin-kit/provider';
import type { Logger } from '../../platform/telemetry/logger.ts';
import type { ConnectionFacts } from '../models/index.ts';
import { findVectors, keepVectors } from './embedding-cache.repository.ts';
import { guardedCall } from './guarded-call.ts';
import type { ModelGuards } from './guarded-model.ts';
import type { Place } from './queues.ts';
import { halves, meanVector, splitText } from './split-text.ts';

interface Made {
  vectors: number[][];
  tokens: number | undefined;
}

interface Source {
  place: Place;
  facts: ConnectionFacts;
  model: EmbeddingModel;
  info: ModelInfo | null;
}

/** Characters of one request; providers limit tokens per request as well as per text. */
const batchCharacters = 100_000;
const shortestHalf = 200;

/** Embedding models with a memory: known texts are not sent again, long ones are split and averaged. */
export class Embeddings {
  readonly #deps: { database: Database; logger: Logger; guards: ModelGuards };

  constructor(deps: { database: Database; logger: Logger; guards: ModelGuards }) {
    this.#deps = deps;
  }

  /** The same model for one tenant. `embed` takes any number of texts of any length. */
  wrap(tenantId: string, facts: ConnectionFacts, model: EmbeddingModel, info: ModelInfo | null): EmbeddingModel {
    const source = { place: { key: facts.key, tenantId, limits: facts.limits }, facts, model, info };
    return {
      id: model.id,
      maxBatch: model.maxBatch,
      embed: (texts, signal) => this.#embed(source, texts, signal),
    };
  }

  async #embed(source: Source, texts: string[], signal: AbortSignal) {
    const ids = texts.map((text) => idOf(source, text));
    const known = await this.#remembered(source.place.tenantId, [...new Set(ids)]);
    const missing = new Map<string, string>();
    for (const [at, id] of ids.entries()) if (!known.has(id)) missing.set(id, texts[at] ?? '');
    let inputTokens: number | undefined = 0;
    if (missing.size > 0) {
      const made = await this.#make(source, [...missing.values()], signal);
      const fresh = new Map([...missing.keys()].map((id, at) => [id, made.vectors[at] ?? []]));
      await this.#remember(source.place.tenantId, fresh);
      for (const [id, vector] of fresh) known.set(id, vector);
      inputTokens = made.tokens;
    }
    return { vectors: ids.map((id) => known.get(id) ?? []), inputTokens };
  }

  /** Vectors of whole texts, each from its pieces. */
  async #make(source: Source, texts: readonly string[], signal: AbortSignal): Promise<Made> {
    const limit = source.info?.contextWindow ?? null;
    const pieces = texts.map((text) => splitText(text, limit));
    const flat = pieces.flat();
    const made: Made = { vectors: [], tokens: 0 };
    for (const batch of batchesOf(flat, source.model.maxBatch)) {
      const { vectors, tokens } = await this.#send(source, batch, signal);
      made.vectors.push(...vectors);
      made.tokens = sum(made.tokens, tokens);
    }
    checkAlike(source, made.vectors);
    let at = 0;
    const whole = pieces.map((own) => {
      const parts = own.map((piece, index) => ({ vector: made.vectors[at + index] ?? [], weight: piece.length }));
      at += own.length;
      return meanVector(parts);
    });
    return { vectors: whole, tokens: made.tokens };
  }

  /** Texts the model finds too long, whatever the catalogue says, are halved until it takes them. */
  async #send(source: Source, texts: string[], signal: AbortSignal): Promise<Made> {
    const { model, place } = source;
    const tokens = () => texts.reduce((total, text) => total + estimateTokens(text), 0);
    try {
      const call = { ...place, modelId: model.id, tokens };
      const answer = await guardedCall(call, this.#deps.guards, signal, () => model.embed(texts, signal));
      return { vectors: answer.vectors, tokens: answer.inputTokens };
    } catch (error) {
      const isTooLong = error instanceof ModelError && error.kind === 'context_overflow';
      if (!isTooLong || !texts.some((text) => text.length > shortestHalf)) throw error;
      return this.#sendHalves(source, texts, signal);
    }
  }

  async #sendHalves(source: Source, texts: readonly string[], signal: AbortSignal): Promise<Made> {
    const made: Made = { vectors: [], tokens: 0 };
    for (const text of texts) {
      const parts = text.length > shortestHalf ? halves(text) : [text];
      const answer = await this.#send(source, parts, signal);
      const weighted = answer.vectors.map((vector, at) => ({ vector, weight: parts[at]?.length ?? 1 }));
      made.vectors.push(meanVector(weighted));
      made.tokens = sum(made.tokens, answer.tokens);
    }
    return made;
  }

  async #remembered(tenantId: string, ids: readonly string[]): Promise<Map<string, number[]>> {
    return this.#deps.database.withTenant(tenantId, (tx) => findVectors(tx, ids));
  }

  /** A memory that cannot be written costs the next call money, not this one its answer. */
  async #remember(tenantId: string, vectors: ReadonlyMap<string, readonly number[]>): Promise<void> {
    try {
      await this.#deps.database.withTenant(tenantId, (tx) => keepVectors(tx, tenantId, vectors));
    } catch (error) {
      this.#deps.logger.warn({ tenantId, reason: messageOf(error) }, 'embeddings could not be kept');
    }
  }
}

/** The same text of another server or model has another vector. */
function idOf({ facts, model }: Source, text: string): string {
  return createHash('sha256').update(`${facts.id}\0${facts.baseUrl}\0${model.id}\0${text}`).digest('base64url');
}

function batchesOf(texts: readonly string[], most: number): string[][] {
  const batches: string[][] = [];
  let batch: string[] = [];
  let characters = 0;
  for (const text of texts) {
    if (batch.length >= most || (batch.length > 0 && characters + text.length > batchCharacters)) {
      batches.push(batch);
      batch = [];
      characters = 0;
    }
    batch.push(text);
    characters += text.length;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

function sum(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one + other;
}

function checkAlike({ model, info }: Source, vectors: readonly (readonly number[])[]): void {
  const lengths = new Set(vectors.map((vector) => vector.length));
  const [length = 0] = lengths;
  if (lengths.size === 1 && length > 0) return;
  throw new ModelError(
    'bad_response',
    `The embedding model ${model.id} answered with vectors of different lengths (${[...lengths].join(', ')}${info?.dimensions === undefined ? '' : `; ${info.dimensions} were expected`}). Choose another embedding model.`,
  );
}
