import type { attachment } from '@agentforge/contracts/chat/schemas';
import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import type { BlobStore } from '@agentforge/plugin-kit/blob-store';
import { defaultExtractLimits } from '@agentforge/plugin-kit/extractor';
import { detectFormat } from '@agentforge/rag/detect';
import { extractInWorker } from '@agentforge/rag/extract/extract-document';
import type { z } from 'zod';
import type { StoredAttachment } from '../runs/index.ts';

type Given = z.output<typeof attachment>;

const mostBytes = 15 * 1024 * 1024;
/** Characters of a document a model is given; about 10,000 words. */
const mostCharacters = 60_000;
const pictures = new Map([
  ['89504e47', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['47494638', 'image/gif'],
  ['52494646', 'image/webp'],
]);

/** Reads what people attach: documents become text in a process of its own, pictures are kept as they are. */
export class AttachmentReader {
  readonly #blobs: BlobStore;
  readonly #workerUrl: URL;

  constructor(deps: { blobs: BlobStore; extractWorkerUrl: URL }) {
    this.#blobs = deps.blobs;
    this.#workerUrl = deps.extractWorkerUrl;
  }

  /** Throws `payload_too_large`, `unsupported_media_type` or `rule_broken` naming the file. */
  async read(tenantId: string, given: readonly Given[], signal: AbortSignal): Promise<StoredAttachment[]> {
    const files = given.map(({ name, media_type, data }) => ({
      name,
      mediaType: media_type,
      bytes: Buffer.from(data, 'base64'),
    }));
    if (files.reduce((sum, file) => sum + file.bytes.length, 0) > mostBytes) {
      throw new AppError('payload_too_large', {
        detail: 'Attachments may have 15 MB together. Leave some out, or add large documents to a knowledge base.',
      });
    }
    const read: StoredAttachment[] = [];
    for (const file of files) read.push(await this.#readOne(tenantId, file, signal));
    return read;
  }

  async #readOne(
    tenantId: string,
    file: { name: string; mediaType: string; bytes: Buffer },
    signal: AbortSignal,
  ): Promise<StoredAttachment> {
    const facts = { name: file.name, bytes: file.bytes.length };
    const picture = pictureType(file.bytes);
    if (picture !== undefined) {
      const key = `${tenantId}/attachments/${newId('blob')}`;
      await this.#blobs.put(key, single(file.bytes), { maxBytes: mostBytes });
      return { ...facts, media_type: picture, key };
    }
    try {
      const format = detectFormat(file.bytes.subarray(0, 4096), file.name, file.mediaType);
      const document = await extractInWorker({
        workerUrl: this.#workerUrl,
        extractorType: format.extractorType,
        bytes: file.bytes,
        fileName: file.name,
        mediaType: format.mediaType,
        limits: defaultExtractLimits,
        timeoutMs: 60_000,
        signal,
      });
      const text = document.blocks.map((block) => block.text).join('\n\n');
      return { ...facts, media_type: format.mediaType, text: cut(text) };
    } catch (error) {
      if (!AppError.is(error)) throw error;
      throw new AppError(error.code, { detail: `${file.name}: ${error.detail ?? error.message}`, cause: error });
    }
  }
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function pictureType(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 4).toString('hex');
  for (const [magic, type] of pictures) if (head.startsWith(magic)) return type;
  return undefined;
}

function cut(text: string): string {
  if (text.length <= mostCharacters) return text;
  return `${text.slice(0, mostCharacters)}\n[The rest of the file is left out: it has ${text.length} characters.]`;
}
