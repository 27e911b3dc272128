/** What a span may say: names, counts and outcomes. Texts of people only where an operator has asked for them. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface Span {
  set(name: string, value: SpanAttributes[string]): void;
  /** Marks it as failed; `type` is a code or an error's name, never its message. */
  fail(type: string): void;
}

/** A span whose work is not one function: whoever opens it ends it. */
export interface OpenSpan extends Span {
  /** Spans opened inside `run` are its children. */
  run<T>(run: () => T): T;
  /** A thrown error as it is told of. */
  failWith(error: unknown): void;
  end(): void;
}

export interface SpanOptions {
  /** `client`: a call to somebody else. Default: work of our own. */
  kind?: 'client' | 'internal';
}

/**
 * Spans are opened in wrappers alone: operations, transactions, outbound requests, jobs, runs with their model and tool
 * calls. Spans opened inside `run` are its children. An error marks the span by its name and code, and is thrown on.
 */
export interface Tracing {
  /** Whether prompts, answers and arguments may be told. */
  readonly content: boolean;
  span<T>(name: string, attributes: SpanAttributes, run: (span: Span) => Promise<T>, options?: SpanOptions): Promise<T>;
  open(name: string, attributes: SpanAttributes, options?: SpanOptions): OpenSpan;
  /** Spans opened inside `run` belong to the caller's trace, when `traceparent` (W3C) names one. */
  within<T>(traceparent: string | undefined, run: () => T): T;
  /** Sends what is left. Never throws. */
  stop(): Promise<void>;
}

const nothing = () => undefined;
const noSpan: OpenSpan = { set: nothing, fail: nothing, failWith: nothing, run: (run) => run(), end: nothing };

/** Without a collector: no SDK in memory, one call more per wrapper. */
export const noTracing: Tracing = {
  content: false,
  span: (_name, _attributes, run) => run(noSpan),
  open: () => noSpan,
  within: (_traceparent, run) => run(),
  stop: async () => undefined,
};

export interface TracingOptions {
  /** Traces go to `<endpoint>/v1/traces`; with null nothing is loaded. */
  endpoint: string | null;
  version: string;
  content?: boolean;
}

export async function startTracing({ endpoint, version, content = false }: TracingOptions): Promise<Tracing> {
  if (endpoint === null) return noTracing;
  const { createOtlpTracing } = await import('./otlp-tracing.ts');
  return createOtlpTracing(endpoint, version, content);
}
