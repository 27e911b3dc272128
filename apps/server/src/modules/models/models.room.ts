import type { Tx } from '@agentforge/db/database';
import type { FieldError } from '@agentforge/kernel/errors';
import type { ProviderPlugin } from '@agentforge/plugin-kit/provider';
import type { Room } from '../../platform/room.ts';
import type { PlatformServices } from '../../platform/services.ts';
import { agentModelErrors } from './agent-model.ts';
import { getAllowedModelsVerb, putAllowedModelsVerb } from './allowed-models.ts';
import { withConnectionOptions } from './connection-options.ts';
import { Connections, type FixedConnection } from './connections.ts';
import { createProviderVerb } from './create-provider.ts';
import { deleteProviderVerb } from './delete-provider.ts';
import { embeddingProblem } from './embedding-problem.ts';
import { environmentConnections } from './environment-connections.ts';
import { getProviderVerb } from './get-provider.ts';
import { listModelsVerb } from './list-models.ts';
import { listProviderTypesVerb } from './list-provider-types.ts';
import { listProvidersVerb } from './list-providers.ts';
import { ModelListing } from './model-listing.ts';
import { ModelRegistry } from './model-registry.ts';
import { getModelRoutesVerb, putModelRoutesVerb } from './model-routes.ts';
import type { AgentsUsingModels, RunUsage } from './models.ports.ts';
import { getProviderModelsVerb, putProviderModelsVerb } from './provider-models.ts';
import { getProviderUsageVerb } from './provider-usage.ts';
import { listRetiringModelsVerb } from './retiring-models.ts';
import { getTenantModelAccessVerb, putTenantModelAccessVerb, type TenantAccessDeps } from './tenant-model-access.ts';
import { TenantSettings } from './tenant-settings.ts';
import { testProviderVerb } from './test-provider.ts';
import { updateProviderVerb } from './update-provider.ts';

type Services = Pick<PlatformServices, 'database' | 'egress' | 'vault' | 'logger' | 'clock'>;

export interface ModelsDeps extends Services {
  plugins: readonly ProviderPlugin[];
  variables: Readonly<Record<string, string | undefined>>;
  usage: RunUsage;
  agents: AgentsUsingModels;
  tenantExists: TenantAccessDeps['tenantExists'];
}

/** What other rooms ask of models: `registry` tells what there is to call. */
export interface ModelsDoor {
  registry: ModelRegistry;
  /** Whether anything but the demo model is connected. */
  hasRealModel(tenantId: string): Promise<boolean>;
  /** Why an embedding model (null: that of the route) cannot be asked for vectors of this length; null when it can, or nobody knows. */
  embeddingProblem(tx: Tx, model: string | null, dimensions: number): Promise<string | null>;
  /** What is wrong with the model of an agent and its settings, by field, as far as it is known. */
  agentErrors(tx: Tx, agent: Parameters<typeof agentModelErrors>[2]): Promise<FieldError[]>;
}

export function createModelsRoom(deps: ModelsDeps): { room: Room; door: ModelsDoor } {
  const parts = createParts(deps);
  const { settings, connections, listing } = parts;
  const room: Room = { name: 'models', verbs: verbsOf(deps, parts) };
  const door: ModelsDoor = {
    registry: new ModelRegistry(parts),
    hasRealModel: async (tenantId) =>
      connections.list(await settings.of(tenantId)).some((facts) => facts.plugin.manifest.type !== 'demo'),
    embeddingProblem: (tx, model, dimensions) => embeddingProblem(tx, { connections, listing }, model, dimensions),
    agentErrors: (tx, agent) => agentModelErrors(tx, { connections, listing }, agent),
  };
  return { room, door };
}

type Parts = ConstructorParameters<typeof ModelRegistry>[0];

function createParts(deps: ModelsDeps): Parts {
  const plugins = new Map(deps.plugins.map((plugin) => [plugin.manifest.type, withConnectionOptions(plugin)]));
  return {
    settings: new TenantSettings(deps),
    connections: new Connections(deps, plugins, fixedConnections([...plugins.values()], deps.variables)),
    listing: new ModelListing(deps.logger, deps.clock),
  };
}

function verbsOf(deps: ModelsDeps, { settings, connections, listing }: Parts): Room['verbs'] {
  const startedAt = new Date(deps.clock.now()).toISOString();
  const operator: TenantAccessDeps = { database: deps.database, settings, tenantExists: deps.tenantExists };
  return [
    listProviderTypesVerb(connections),
    listProvidersVerb(connections, startedAt),
    getProviderVerb(),
    createProviderVerb(connections, deps.vault, settings),
    updateProviderVerb(connections, deps.vault, settings),
    deleteProviderVerb(settings),
    testProviderVerb(connections),
    getProviderModelsVerb(connections),
    putProviderModelsVerb(connections, settings),
    getProviderUsageVerb(connections, deps.usage),
    listModelsVerb(connections, listing),
    listRetiringModelsVerb(connections, listing, deps.agents),
    getModelRoutesVerb(),
    putModelRoutesVerb(settings),
    getAllowedModelsVerb(),
    putAllowedModelsVerb(settings),
    getTenantModelAccessVerb(operator),
    putTenantModelAccessVerb(operator),
  ];
}

function fixedConnections(
  plugins: readonly ProviderPlugin[],
  variables: Readonly<Record<string, string | undefined>>,
): FixedConnection[] {
  const demo = plugins.find((plugin) => plugin.manifest.type === 'demo');
  const builtIn: FixedConnection[] = demo ? [{ name: 'demo', plugin: demo, config: {}, source: 'built-in' }] : [];
  return [...environmentConnections(plugins, variables), ...builtIn];
}
