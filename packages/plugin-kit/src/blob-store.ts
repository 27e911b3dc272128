/** Where files lie. Keys are made by the server (`tenant/…/id`), never by a user. */
export interface BlobStore {
  /** Streams in; the blob exists only when the promise resolves. Throws `payload_too_large`, `storage_full`. */
  put(key: string, content: AsyncIterable<Uint8Array>, options: { maxBytes: number }): Promise<StoredBlob>;
  /** Throws `not_found`. */
  get(key: string): Promise<AsyncIterable<Uint8Array>>;
  /** Absent blobs are fine. */
  delete(key: string): Promise<void>;
  /** Resolves when the store can be written to; for readiness. */
  check(): Promise<void>;
}

export interface StoredBlob {
  key: string;
  bytes: number;
  /** Hex SHA-256 of the content. */
  sha256: string;
}
