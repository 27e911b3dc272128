import { testProvider } from '@agentforge/contracts/models/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import type { ModelInfo, ProviderConnection } from '@agentforge/plugin-kit/provider';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import type { ConnectionFacts, Connections } from './connections.ts';
import { withCustom } from './known-model.ts';
import { keepTest } from './models.repository.ts';
import { readModelSettings } from './tenant-settings.ts';
import { type ModelTrial, problemOf, tryModel } from './try-model.ts';

const timeoutMs = 30_000;
const mostModels = 10;

interface Wanted {
  model?: string | undefined;
  all?: boolean | undefined;
}

interface Findings {
  models: string[];
  results: ModelTrial[];
  /** Of the listing, before any model was asked. */
  error: { kind: string; detail: string } | null;
}

/** Lists models, and asks those that are wanted for a few words. Says which of key, address, model or network is wrong. */
export function testProviderVerb(connections: Connections): Verb {
  return streamVerb(testProvider, async (context, { params, body }) => {
    const settings = await context.transaction((own) => readModelSettings(own.tx));
    const facts = connections.findById(settings, params.provider_id);
    if (!facts) throw notFound('model provider');
    const started = performance.now();
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(timeoutMs)]);
    const findings = await examine(facts, body, signal);
    const latency = Math.round(performance.now() - started);
    const error = findings.error ?? findings.results.find((result) => result.error !== null)?.error ?? null;
    const warning = findings.results.find((result) => result.warning !== null)?.warning ?? null;
    await context.transaction(async (own) => {
      own.audit({ resource: { kind: 'providers', id: params.provider_id }, details: { ok: error === null } });
      await keepTest(own.tx, params.provider_id, {
        ok: error === null,
        at: new Date(context.now()).toISOString(),
        latency_ms: latency,
        detail: (error ?? warning)?.detail ?? null,
      });
    });
    return {
      ok: error === null,
      latency_ms: latency,
      first_token_ms: findings.results[0]?.first_token_ms ?? null,
      models: findings.models,
      error,
      warning,
      results: findings.results,
    };
  });
}

async function examine(facts: ConnectionFacts, wanted: Wanted, signal: AbortSignal): Promise<Findings> {
  let connection: ProviderConnection;
  let listed: ModelInfo[];
  try {
    connection = await facts.open();
    listed = withCustom(facts, await connection.listModels(signal));
  } catch (error) {
    return { models: [], results: [], error: problemOf(error) };
  }
  const names = toAsk(facts, listed, wanted);
  const results = await Promise.all(names.map((name) => tryModel(connection, name, signal)));
  return { models: listed.map((info) => info.model), results, error: null };
}

/** A provider that lists nothing itself would pass with any key, so one of its models is asked. */
function toAsk(facts: ConnectionFacts, listed: readonly ModelInfo[], { model, all }: Wanted): string[] {
  const chat = listed.filter((info) => info.kind === 'chat').map((info) => info.model);
  if (all === true) return chat.slice(0, mostModels);
  if (model !== undefined) return [model];
  return facts.plugin.manifest.capabilities.listsModels ? [] : chat.slice(0, 1);
}
