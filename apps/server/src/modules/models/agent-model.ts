import type { Tx } from '@agentforge/db/database';
import type { FieldError } from '@agentforge/kernel/errors';
import type { ModelParameterName } from '@agentforge/plugin-kit/provider';
import type { Connections } from './connections.ts';
import { knownModel, parametersOf } from './known-model.ts';
import type { ModelListing } from './model-listing.ts';
import { isAllowed } from './model-policy.ts';
import { readModelSettings } from './tenant-settings.ts';

interface AgentModel {
  model_id: string | null;
  parameters: Partial<Record<ModelParameterName, unknown>>;
}

/**
 * What is wrong with the model of an agent and its settings, by field, as far as the catalogue knows. Asks no provider;
 * routes and models nobody knows are left to the call itself.
 */
export async function agentModelErrors(
  tx: Tx,
  { connections, listing }: { connections: Connections; listing: ModelListing },
  { model_id: id, parameters }: AgentModel,
): Promise<FieldError[]> {
  if (id === null) return [];
  const settings = await readModelSettings(tx);
  if (id.startsWith('route/')) return routeErrors(id.slice('route/'.length), settings.routes);
  const slash = id.indexOf('/');
  const facts = connections.find(settings, id.slice(0, slash));
  if (!facts) return [];
  if (!isAllowed(settings.policy, id)) {
    return [{ path: 'model_id', message: `Your organization may not use the model "${id}".` }];
  }
  const info = knownModel(facts, id.slice(slash + 1), listing.newest(facts));
  // The demonstration model ignores settings: an agent is tried with it and then gets its real model.
  if (info === null || facts.plugin.manifest.type === 'demo') return [];
  const has = new Set<string>(parametersOf(facts, info));
  const errors: FieldError[] = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined || has.has(name)
      ? []
      : [{ path: `parameters.${name}`, message: `The model "${id}" does not have the setting "${name}".` }],
  );
  const { max_tokens: wanted } = parameters;
  if (typeof wanted === 'number' && info.maxOutputTokens !== null && wanted > info.maxOutputTokens) {
    const message = `The model "${id}" writes at most ${info.maxOutputTokens} tokens.`;
    errors.push({ path: 'parameters.max_tokens', message });
  }
  return errors;
}

function routeErrors(name: string, routes: { custom: Readonly<Record<string, unknown>> }): FieldError[] {
  if (['default', 'fast', 'cheap', 'vision'].includes(name) || Object.hasOwn(routes.custom, name)) return [];
  return [{ path: 'model_id', message: `There is no route called "${name}".` }];
}
