import type { ProviderPlugin } from '@agentforge/plugin-kit/provider';
import { optionNames } from './connection-options.ts';
import type { FixedConnection } from './connections.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Connections that appear by themselves because their variables are set. A plug-in takes part when the variable of its
 * key (or, for local servers, of its address) is there. Common options follow the plug-in's name: `OPENAI_MAX_RETRIES`.
 */
export function environmentConnections(plugins: Iterable<ProviderPlugin>, variables: Variables): FixedConnection[] {
  const found: FixedConnection[] = [];
  for (const plugin of plugins) {
    const config = valuesOf(plugin, variables);
    const decisive = plugin.manifest.local ? config['base_url'] : (config['api_key'] ?? config['access_key_id']);
    if (decisive === undefined) continue;
    const whole = { ...config, ...optionsOf(plugin.manifest.type, variables) };
    const checked = plugin.config.safeParse(whole);
    if (checked.success) found.push({ name: plugin.manifest.type, plugin, config: whole, source: 'environment' });
  }
  return found;
}

function valuesOf(plugin: ProviderPlugin, variables: Variables): Record<string, string> {
  const config: Record<string, string> = {};
  for (const [field, variable] of Object.entries(plugin.manifest.environment)) {
    const value = variables[variable];
    if (value) config[field] = value;
  }
  return config;
}

function optionsOf(type: string, variables: Variables): Record<string, number> {
  const prefix = type.replaceAll('-', '_').toUpperCase();
  const options: Record<string, number> = {};
  for (const name of optionNames) {
    const text = variables[`${prefix}_${name.toUpperCase()}`]?.trim() ?? '';
    if (/^\d+$/.test(text)) options[name] = Number(text);
  }
  return options;
}
