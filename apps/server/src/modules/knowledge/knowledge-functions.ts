import { trusted } from '@agentforge/kernel/trust';
import type { ToolFunction, ToolPlugin } from '@agentforge/plugin-kit/tool';
import type { BaseRow } from './bases.repository.ts';

/** One search function per knowledge base, as the `knowledge` tool offers it, each under a name of its own. */
export function knowledgeFunctions(plugin: ToolPlugin, bases: readonly KnowledgeBaseFacts[]): ToolFunction[] {
  const used = new Set<string>();
  return bases.flatMap((base) => {
    const config = plugin.config.parse({ knowledge_base_id: base.id, search_type: base.searchType });
    const tool = {
      id: base.id,
      name: base.name,
      description: base.description,
      config: trusted<never>(config, 'parsed by this plug-in'),
    };
    return plugin.functions(tool).map((offered) => {
      const name = freeName(offered.name, used);
      used.add(name);
      return { ...offered, name };
    });
  });
}

export type KnowledgeBaseFacts = Pick<BaseRow, 'id' | 'name' | 'description' | 'searchType'>;

function freeName(wanted: string, used: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; used.has(name); count += 1) name = `${wanted.slice(0, 60)}_${count}`;
  return name;
}
