import type { CustomModel } from '@agentforge/contracts/models/schemas';
import { trusted } from '@agentforge/kernel/trust';
import type { ModelInfo, ModelParameterName } from '@agentforge/plugin-kit/provider';
import { knownOr } from '@agentforge/plugin-kit/provider-support/model-info';
import type { ConnectionFacts } from './connections.ts';

const all: readonly ModelParameterName[] = ['temperature', 'top_p', 'max_tokens', 'stop', 'seed', 'reasoning_effort'];

/** What a person entered wins over what was listed; what they left open is kept. */
export function mergeCustom(info: ModelInfo, custom: CustomModel): ModelInfo {
  const { json_schema: jsonSchema, ...abilities } = custom.capabilities;
  const { input, output, cached_input: cachedInput } = custom.price ?? {};
  return {
    ...info,
    kind: custom.kind,
    capabilities: { ...info.capabilities, ...known({ ...abilities, jsonSchema }) },
    ...known({
      contextWindow: custom.context_window,
      maxOutputTokens: custom.max_output_tokens,
      retiresOn: custom.retires_on,
      successor: custom.successor,
      dimensions: custom.dimensions,
    }),
    ...(input === undefined || output === undefined
      ? {}
      : { price: { input, output, cachedInput: cachedInput ?? null } }),
  };
}

type Known<T> = { [Key in keyof T]?: NonNullable<T[Key]> };

/** Only the members that say something. */
function known<T extends object>(values: T): Known<T> {
  const said = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return trusted<Known<T>>(Object.fromEntries(said), 'its members without those that are null or undefined');
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
