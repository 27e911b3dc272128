/** How the embedded database keeps its files: `directory` (durable) or in memory, there with an optional start image. */
export interface PgliteWorkerData {
  readonly directory?: string;
  /** Path of a tar file made by `dump`; only for memory. */
  readonly image?: string;
}

export type PgliteRequest =
  | { readonly id: number; readonly kind: 'batch'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly kind: 'dump' | 'syncs' | 'close' };

export type PgliteReply =
  | { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly count: number }
  | { readonly id: number; readonly failure: string };
