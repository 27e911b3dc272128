import type { ExtractedDocument, ExtractLimits } from '@agentforge/plugin-kit/extractor';
import { runInWorker } from './run-in-worker.ts';

export interface ExtractJob {
  /** `manifest.type` of the extractor plug-in. */
  extractorType: string;
  bytes: Uint8Array;
  fileName: string;
  mediaType: string;
  limits: ExtractLimits;
}

export interface ExtractInWorkerOptions extends ExtractJob {
  /** The worker module; it knows the plug-ins (rag may not). */
  workerUrl: URL;
  timeoutMs: number;
  maxHeapMb?: number;
  maxResidentMb?: number;
  signal?: AbortSignal;
}

/**
 * Reads one document in a process of its own, with time and memory limits. Throws `AppError` with `rule_broken`,
 * `payload_too_large` or `unsupported_media_type` and a detail that says what to do; the caller's process survives.
 */
export async function extractInWorker(options: ExtractInWorkerOptions): Promise<ExtractedDocument> {
  const { workerUrl, timeoutMs, maxHeapMb, maxResidentMb, signal, ...job } = options;
  return runInWorker<ExtractedDocument>({
    workerUrl,
    timeoutMs,
    job,
    ...(maxHeapMb === undefined ? {} : { maxHeapMb }),
    ...(maxResidentMb === undefined ? {} : { maxResidentMb }),
    ...(signal === undefined ? {} : { signal }),
  });
}
