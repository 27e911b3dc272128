import { testProvider } from '@agentforge/contracts/models/endpoints';
import { messageOf, notFound } from '@agentforge/kernel/errors';
import { ModelError } from '@agentforge/plugin-kit/model';
import type { StreamContext } from '../../platform/context.ts';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import type { ConnectionFacts, Connections } from './connections.ts';
import { findProvider, keepTest } from './models.repository.ts';

const timeoutMs = 20_000;

/** Lists models, and where one is named asks it for a word. Says which of key, address, model or network is wrong. */
export function testProviderVerb(connections: Connections): Verb {
  return streamVerb(testProvider, async (context, { params, body }) => {
    const facts = await findConnection(context, connections, params.provider_id);
    const started = performance.now();
    const result = await tryConnection(facts, body.model, context.signal);
    const latency = Math.round(performance.now() - started);
    await context.transaction(async (own) => {
      own.audit({ resource: { kind: 'providers', id: params.provider_id }, details: { ok: result.error === null } });
      await keepTest(own.tx, params.provider_id, {
        ok: result.error === null,
        at: new Date(context.now()).toISOString(),
        latency_ms: latency,
        detail: result.error?.detail ?? null,
      });
    });
    return {
      ok: result.error === null,
      latency_ms: latency,
      first_token_ms: result.firstTokenMs,
      models: result.models,
      error: result.error,
    };
  });
}

async function findConnection(context: StreamContext, connections: Connections, id: string): Promise<ConnectionFacts> {
  const fixed = connections.fixed.find((candidate) => `${candidate.source}-${candidate.name}` === id);
  if (fixed) return connections.fromFixed(fixed);
  const row = await context.transaction((own) => findProvider(own.tx, id));
  if (!row) throw notFound('model provider');
  return connections.fromRow(row);
}

interface TestResult {
  models: string[];
  firstTokenMs: number | null;
  error: { kind: string; detail: string } | null;
}

async function tryConnection(
  facts: ConnectionFacts,
  model: string | undefined,
  gone: AbortSignal,
): Promise<TestResult> {
  const signal = AbortSignal.any([gone, AbortSignal.timeout(timeoutMs)]);
  const result: TestResult = { models: [], firstTokenMs: null, error: null };
  try {
    const connection = await facts.open();
    const listed = await connection.listModels(signal);
    result.models = listed.map((info) => info.model);
    if (model !== undefined) result.firstTokenMs = await firstToken(connection, model, signal);
  } catch (error) {
    result.error = { kind: error instanceof ModelError ? error.kind : 'bad_response', detail: messageOf(error) };
  }
  return result;
}

async function firstToken(
  connection: Awaited<ReturnType<ConnectionFacts['open']>>,
  model: string,
  signal: AbortSignal,
): Promise<number | null> {
  const started = performance.now();
  const request = {
    messages: [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Answer with OK.' }] }],
  };
  let first: number | null = null;
  for await (const part of connection.languageModel(model).stream(request, signal)) {
    if (first === null && part.type !== 'finish') first = Math.round(performance.now() - started);
  }
  return first;
}
