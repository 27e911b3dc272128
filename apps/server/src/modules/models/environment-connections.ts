import type { ProviderPlugin } from '@agentforge/plugin-kit/provider';
import type { FixedConnection } from './connections.ts';

/**
 * Connections that appear by themselves because their variables are set. A plug-in takes part when the variable of its
 * key (or, for local servers, of its address) is there.
 */
export function environmentConnections(
  plugins: Iterable<ProviderPlugin>,
  variables: Readonly<Record<string, string | undefined>>,
): FixedConnection[] {
  const found: FixedConnection[] = [];
  for (const plugin of plugins) {
    const config = valuesOf(plugin, variables);
    const decisive = plugin.manifest.local ? config['base_url'] : (config['api_key'] ?? config['access_key_id']);
    if (decisive === undefined) continue;
    const checked = plugin.config.safeParse(config);
    if (checked.success) found.push({ name: plugin.manifest.type, plugin, config, source: 'environment' });
  }
  return found;
}

function valuesOf(
  plugin: ProviderPlugin,
  variables: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const config: Record<string, string> = {};
  for (const [field, variable] of Object.entries(plugin.manifest.environment)) {
    const value = variables[variable];
    if (value) config[field] = value;
  }
  return config;
}
