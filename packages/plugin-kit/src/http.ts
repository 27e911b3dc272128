/**
 * The only road to the network a plug-in is given: the egress guard's fetch. It checks the destination at connect
 * time, each redirect, size and time, so a plug-in may pass on user and model input as it is.
 */
export interface EgressRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  signal?: AbortSignal;
  /** Whole request, milliseconds. Default 30,000. */
  timeoutMs?: number;
  /** Decompressed bytes after which the answer is cut off with an error. Default 10 MiB. */
  maxBytes?: number;
  /** Redirects to follow, each re-checked; credentials are dropped when the origin changes. Default 0. */
  maxRedirects?: number;
}

export interface EgressResponse {
  status: number;
  headers: Headers;
  /** Address the answer came from, after redirects. */
  url: string;
  /** Whole body; throws `payload_too_large` past `maxBytes`. */
  bytes(): Promise<Uint8Array>;
  text(): Promise<string>;
}

export interface EgressClient {
  /** For bounded requests of tools. Throws `AppError` with `destination_refused`, `upstream_timeout`, `upstream_failed`. */
  request(url: string, init?: EgressRequest): Promise<EgressResponse>;
  /** A `fetch` with the same guard, for SDKs that want one and for streams. Never follows redirects by itself. */
  fetch: typeof globalThis.fetch;
}
