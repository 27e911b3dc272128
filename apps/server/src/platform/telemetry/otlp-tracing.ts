import { AppError } from '@agentforge/kernel/errors';
import {
  type Context,
  isSpanContextValid,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { OpenSpan, SpanAttributes, SpanOptions, Tracing } from './tracing.ts';

/** Nothing is registered globally: other libraries of the process add no spans of their own, with texts in them. */
export function createOtlpTracing(endpoint: string, version: string, content: boolean): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: 5000 });
  return createTracing(new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1000 }), version, content);
}

/** Tracing into any processor, for exporters other than OTLP. */
export function createTracing(processor: SpanProcessor, version: string, content: boolean): Tracing {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'agentforge', 'service.version': version }),
    spanProcessors: [processor],
  });
  return new OtelTracing(provider, version, content);
}

const kinds = { client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;

class OtelTracing implements Tracing {
  readonly content: boolean;
  readonly #provider: TracerProvider;
  readonly #tracer: Tracer;
  readonly #contexts = new AsyncLocalStorageContextManager().enable();

  constructor(provider: TracerProvider, version: string, content: boolean) {
    this.#provider = provider;
    this.#tracer = provider.getTracer('agentforge', version);
    this.content = content;
  }

  open(name: string, attributes: SpanAttributes, { kind = 'internal' }: SpanOptions = {}): OpenSpan {
    const parent = this.#contexts.active();
    const span = this.#tracer.startSpan(name, { attributes: plain(attributes), kind: kinds[kind] }, parent);
    return openSpan(span, this.#contexts, trace.setSpan(parent ?? ROOT_CONTEXT, span));
  }

  async span<T>(
    name: string,
    attributes: SpanAttributes,
    run: (span: OpenSpan) => Promise<T>,
    options?: SpanOptions,
  ): Promise<T> {
    const span = this.open(name, attributes, options);
    try {
      return await span.run(() => run(span));
    } catch (error) {
      span.failWith(error);
      throw error;
    } finally {
      span.end();
    }
  }

  within<T>(traceparent: string | undefined, run: () => T): T {
    const remote = remoteContext(traceparent);
    return remote === null ? run() : this.#contexts.with(remote, run);
  }

  async stop(): Promise<void> {
    await this.#provider.shutdown().catch(() => undefined);
  }
}

function openSpan(span: OtelSpan, contexts: AsyncLocalStorageContextManager, context: Context): OpenSpan {
  const fail = (type: string) => {
    span.setAttribute('error.type', type);
    span.setStatus({ code: SpanStatusCode.ERROR });
  };
  return {
    set: (name, value) => void span.setAttribute(name, typeof value === 'object' ? [...value] : value),
    run: (run) => contexts.with(context, run),
    fail,
    failWith: (error) => fail(errorType(error)),
    end: () => span.end(),
  };
}

function plain(attributes: SpanAttributes) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
  );
}

/** W3C Trace Context, version 00 and those after it; anything else begins a trace of our own. */
function remoteContext(traceparent: string | undefined): Context | null {
  const match = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:$|-)/.exec(traceparent ?? '');
  const [, traceId = '', spanId = '', flags = ''] = match ?? [];
  const remote = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return match && isSpanContextValid(remote) ? trace.setSpanContext(ROOT_CONTEXT, remote) : null;
}

/** The kind of an error; its message may quote what a user wrote. */
function errorType(error: unknown): string {
  if (AppError.is(error)) return error.code;
  return error instanceof Error ? error.name : typeof error;
}
