import type { CustomModel } from '@agentforge/contracts/models/schemas';
import type { ModelInfo, ModelParameterName } from '@agentforge/plugin-kit/provider';
import { knownOr } from '@agentforge/plugin-kit/provider-support/model-info';
import type { ConnectionFacts } from './connections.ts';

const all: readonly ModelParameterName[] = ['temperature', 'top_p', 'max_tokens', 'stop', 'seed', 'reasoning_effort'];

/** What a person entered wins over what was listed; what they left open is kept. */
export function mergeCustom(info: ModelInfo, custom: CustomModel): ModelInfo {
  const { tools, vision, pdf, reasoning, json_schema: jsonSchema } = custom.capabilities;
  const { capabilities } = info;
  const dimensions = custom.dimensions ?? info.dimensions;
  return {
    model: info.model,
    kind: custom.kind,
    capabilities: {
      tools: tools ?? capabilities.tools,
      vision: vision ?? capabilities.vision,
      pdf: pdf ?? capabilities.pdf,
      jsonSchema: jsonSchema ?? capabilities.jsonSchema,
      reasoning: reasoning ?? capabilities.reasoning,
    },
    contextWindow: custom.context_window ?? info.contextWindow,
    maxOutputTokens: custom.max_output_tokens ?? info.maxOutputTokens,
    price: custom.price
      ? { input: custom.price.input, output: custom.price.output, cachedInput: custom.price.cached_input }
      : info.price,
    releasedOn: info.releasedOn,
    retiresOn: custom.retires_on ?? info.retiresOn,
    successor: custom.successor ?? info.successor,
    ...(dimensions === undefined ? {} : { dimensions }),
  };
}

/** A listing with the models entered by hand. */
export function withCustom(
  facts: Pick<ConnectionFacts, 'custom' | 'plugin'>,
  listed: readonly ModelInfo[],
): ModelInfo[] {
  if (facts.custom.length === 0) return [...listed];
  const byName = new Map(facts.custom.map((custom) => [custom.model, custom]));
  const changed = listed.map((info) => {
    const custom = byName.get(info.model);
    byName.delete(info.model);
    return custom ? mergeCustom(info, custom) : info;
  });
  const added = [...byName.values()].map((custom) => mergeCustom(knownOr(facts.plugin.models, custom.model), custom));
  return [...changed, ...added];
}

/** What is known of one model without asking anybody; null when nothing is. `listed` is the newest live listing, if any. */
export function knownModel(
  facts: Pick<ConnectionFacts, 'custom' | 'plugin'>,
  name: string,
  listed: readonly ModelInfo[] = [],
): ModelInfo | null {
  const guess = knownOr(facts.plugin.models, name);
  const isKnown = facts.plugin.models.some((info) => name === info.model || name.startsWith(`${info.model}-`));
  const found = listed.find((info) => info.model === name) ?? (isKnown && guess.contextWindow !== null ? guess : null);
  const custom = facts.custom.find((candidate) => candidate.model === name);
  return custom ? mergeCustom(found ?? guess, custom) : found;
}

/** Settings a model has; embedding models have none. */
export function parametersOf(facts: Pick<ConnectionFacts, 'plugin'>, info: ModelInfo): ModelParameterName[] {
  if (info.kind === 'embedding') return [];
  const lacking = new Set(facts.plugin.lacks?.(info) ?? []);
  if (!info.capabilities.reasoning) lacking.add('reasoning_effort');
  return all.filter((name) => !lacking.has(name));
}
