import { AppError } from '@agentforge/kernel/errors';
import { ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Tracing } from './tracing.ts';

/** Nothing is registered globally: other libraries of the process add no spans of their own, with texts in them. */
export function createOtlpTracing(endpoint: string, version: string): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: 5000 });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'agentforge', 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1000 })],
  });
  const tracer = provider.getTracer('agentforge', version);
  const contexts = new AsyncLocalStorageContextManager().enable();
  return {
    span(name, attributes, run) {
      const parent = contexts.active();
      const span = tracer.startSpan(name, { attributes }, parent);
      return contexts.with(trace.setSpan(parent ?? ROOT_CONTEXT, span), async () => {
        try {
          return await run({ set: (key, value) => void span.setAttribute(key, value) });
        } catch (error) {
          span.setAttribute('error.type', errorType(error));
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      });
    },
    stop: async () => {
      await provider.shutdown().catch(() => undefined);
    },
  };
}

/** The kind of an error; its message may quote what a user wrote. */
function errorType(error: unknown): string {
  if (AppError.is(error)) return error.code;
  return error instanceof Error ? error.name : typeof error;
}
