/** What a span may say: names, counts and outcomes. Never texts, ids of people or secrets. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface Span {
  set(name: string, value: string | number | boolean): void;
}

/**
 * Spans are opened in the wrappers alone: operations, transactions, outbound requests, jobs. Spans opened inside `run` are
 * its children. An error marks the span by its name and code, and is thrown on.
 */
export interface Tracing {
  span<T>(name: string, attributes: SpanAttributes, run: (span: Span) => Promise<T>): Promise<T>;
  /** Sends what is left. Never throws. */
  stop(): Promise<void>;
}

const noSpan: Span = { set: () => undefined };

/** Without a collector: no SDK in memory, one call more per wrapper. */
export const noTracing: Tracing = {
  span: (_name, _attributes, run) => run(noSpan),
  stop: async () => undefined,
};

/** Traces to `<endpoint>/v1/traces`; with null nothing is loaded. */
export async function startTracing(endpoint: string | null, version: string): Promise<Tracing> {
  if (endpoint === null) return noTracing;
  const { createOtlpTracing } = await import('./otlp-tracing.ts');
  return createOtlpTracing(endpoint, version);
}
