/** What reading needs from a web stream reader. */
interface Source {
  getReader(): {
    read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
    cancel(reason?: unknown): Promise<void>;
  };
}

/**
 * Reads a (decompressed) body up to `maxBytes`. Chunks arrive as they inflate, so a small bomb never unfolds further
 * than the bound. Calls `onChunk` per chunk and throws what `tooLarge` makes.
 */
export async function readBounded(
  body: Source,
  maxBytes: number,
  onChunk: () => void,
  tooLarge: () => Error,
): Promise<Uint8Array> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done || value === undefined) break;
    size += value.byteLength;
    if (size > maxBytes) {
      // Not awaited: cancelling waits for a peer that may never stop sending.
      reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    chunks.push(value);
    onChunk();
  }
  return Buffer.concat(chunks, size);
}
