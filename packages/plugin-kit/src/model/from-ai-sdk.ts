import type {
  EmbeddingModelV4,
  LanguageModelV4,
  LanguageModelV4StreamPart,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider';
import { type EmbeddingModel, type LanguageModel, ModelError, type ModelPart, type ModelRequest } from '../model.ts';
import { classifyModelError, type ErrorContext } from './classify-model-error.ts';
import { cutOff, PartReader } from './part-reader.ts';
import { defaultTimeouts, StreamDeadline, type StreamTimeouts } from './stream-deadline.ts';
import { type CallOptionSettings, toCallOptions } from './to-call-options.ts';

export interface AiSdkModelOptions extends CallOptionSettings {
  /** `<connection name>/<model>`. */
  id: string;
  /** For the words of errors. */
  context: ErrorContext;
  timeouts?: Partial<StreamTimeouts>;
}

/**
 * A model of an AI SDK provider package behind our port. The stream ends with exactly one `finish` or throws a
 * {@link ModelError}; ending it early, aborting or a timeout closes the provider's connection.
 */
export function languageModelFromAiSdk(model: LanguageModelV4, options: AiSdkModelOptions): LanguageModel {
  return { id: options.id, stream: (request, signal) => streamParts(model, request, signal, options) };
}

async function* streamParts(
  model: LanguageModelV4,
  request: ModelRequest,
  signal: AbortSignal,
  options: AiSdkModelOptions,
): AsyncGenerator<ModelPart, void, undefined> {
  const deadline = new StreamDeadline(signal, { ...defaultTimeouts, ...options.timeouts });
  const fail = (error: unknown): ModelError => deadline.failure ?? classifyModelError(error, options.context);
  const parts = new PartReader(request, fail);
  let reader: ReadableStreamDefaultReader<LanguageModelV4StreamPart> | undefined;
  try {
    reader = await openStream(model, request, deadline, options);
    let begun = false;
    while (!parts.finished) {
      const read = await reader.read();
      if (read.done) throw cutOff();
      if (!begun && read.value.type !== 'stream-start') {
        begun = true;
        deadline.begun();
      }
      deadline.waiting = false;
      for (const part of parts.read(read.value)) yield part;
      deadline.wait();
    }
  } catch (error) {
    throw fail(error);
  } finally {
    deadline.end();
    // The signal has closed the connection; a stream that refuses to be cancelled has no reader any more.
    reader?.cancel().catch(() => undefined);
  }
}

/** Cancelling the reader ends a pending read at once, so no read needs a race of its own. */
async function openStream(
  model: LanguageModelV4,
  request: ModelRequest,
  deadline: StreamDeadline,
  options: AiSdkModelOptions,
): Promise<ReadableStreamDefaultReader<LanguageModelV4StreamPart>> {
  deadline.signal.throwIfAborted();
  const answer = Promise.resolve(model.doStream(toCallOptions(request, deadline.signal, options)));
  const { stream } = await Promise.race([answer, whenAborted(deadline.signal)]);
  const reader = stream.getReader();
  deadline.signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), { once: true });
  return reader;
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** An AI SDK embedding model behind our port. Texts past `maxBatch` are the caller's to split; all or nothing. */
export function embeddingModelFromAiSdk(
  model: EmbeddingModelV4,
  options: {
    id: string;
    context: ErrorContext;
    maxBatch: number;
    totalMs?: number;
    /** Length of the vectors to ask for. Other lengths are refused: they would not compare. */
    dimensions?: { length: number; options: SharedV4ProviderOptions | undefined };
  },
): EmbeddingModel {
  return {
    id: options.id,
    maxBatch: Math.min(
      options.maxBatch,
      typeof model.maxEmbeddingsPerCall === 'number' ? model.maxEmbeddingsPerCall : options.maxBatch,
    ),
    async embed(texts, signal) {
      const totalMs = options.totalMs ?? 60_000;
      const deadline = new StreamDeadline(signal, { firstPartMs: totalMs, idleMs: totalMs, totalMs });
      try {
        deadline.signal.throwIfAborted();
        const answer = Promise.resolve(
          model.doEmbed({ values: texts, abortSignal: deadline.signal, ...askedSize(options.dimensions) }),
        );
        const { embeddings, usage } = await Promise.race([answer, whenAborted(deadline.signal)]);
        if (embeddings.length !== texts.length) throw wrongCount(embeddings.length, texts.length);
        requireSize(embeddings, options.dimensions?.length);
        return { vectors: embeddings, inputTokens: usage?.tokens };
      } catch (error) {
        throw deadline.failure ?? classifyModelError(error, options.context);
      } finally {
        deadline.end();
      }
    },
  };
}

function askedSize(wanted: { length: number; options: SharedV4ProviderOptions | undefined } | undefined) {
  if (wanted === undefined) return {};
  return wanted.options === undefined
    ? { dimensions: wanted.length }
    : { dimensions: wanted.length, providerOptions: wanted.options };
}

function requireSize(vectors: readonly (readonly number[])[], length: number | undefined): void {
  const other = vectors.find((vector) => vector.length !== length);
  if (length === undefined || other === undefined) return;
  throw new ModelError(
    'unsupported',
    `The model answered with vectors of ${other.length} numbers instead of ${length}: their length cannot be chosen. Take its own length, or another embedding model.`,
  );
}

function wrongCount(answered: number, asked: number): ModelError {
  return new ModelError(
    'bad_response',
    `The model answered ${answered} vectors for ${asked} texts. Choose another embedding model.`,
  );
}
