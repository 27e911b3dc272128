import { AppError } from '@agentforge/kernel/errors';
import { configJsonSchema } from '@agentforge/plugin-kit/manifest';
import type { RiskClass, ToolFunction, ToolPlugin } from '@agentforge/plugin-kit/tool';

/** The kinds of tools of this installation. */
export class ToolKinds {
  readonly #plugins: ReadonlyMap<string, ToolPlugin>;

  constructor(plugins: readonly ToolPlugin[]) {
    this.#plugins = new Map(plugins.map((plugin) => [plugin.manifest.type, plugin]));
  }

  find(type: string): ToolPlugin | null {
    return this.#plugins.get(type) ?? null;
  }

  /** Throws `rule_broken` for a kind this installation does not have. */
  require(type: string): ToolPlugin {
    const plugin = this.#plugins.get(type);
    if (plugin) return plugin;
    const detail = `There is no kind of tool called "${type}". Choose one of: ${[...this.#plugins.keys()].join(', ')}.`;
    throw new AppError('rule_broken', { detail, errors: [{ path: 'type', message: 'is not a known kind' }] });
  }

  present() {
    return [...this.#plugins.values()].map(({ manifest, config }) => ({
      type: manifest.type,
      name: manifest.name,
      description: manifest.description,
      icon: manifest.icon,
      category: manifest.category,
      risk: manifest.risk ?? usualRisk[manifest.category],
      status: 'available' as const,
      config_schema: configJsonSchema(config),
    }));
  }
}

/** The most a tool of a category usually does; what one function does stands at the function. */
const usualRisk: Record<ToolPlugin['manifest']['category'], RiskClass> = {
  knowledge: 'read',
  integration: 'write',
  communication: 'egress',
  automation: 'egress',
};

export interface ToolFacts {
  id: string;
  name: string;
  description: string;
}

/** Functions of one configured tool; `config` may lack secrets when they are only to be shown. Throws when it does not fit. */
export function functionsOf(plugin: ToolPlugin, tool: ToolFacts, config: Record<string, unknown>): ToolFunction[] {
  const { id, name, description } = tool;
  return plugin.functions({ id, name, description, config: plugin.config.parse(config) });
}
