import type { ModelCapabilities, ModelInfo } from '../provider.ts';

/** US dollars per million tokens: input, output, cached input (`null` where unknown or not offered). */
export type Price = readonly [input: number, output: number, cachedInput?: number | null];

interface ChatFacts {
  /** Abilities beyond writing text; leave out what it cannot do. */
  can: readonly (keyof ModelCapabilities)[];
  context?: number;
  output?: number;
  price?: Price;
  released?: string;
  retires?: string;
  successor?: string;
}

/** One row of a catalogue of chat models. What is not known stays `null`. */
export function chatModel(model: string, facts: ChatFacts): ModelInfo {
  return {
    model,
    kind: 'chat',
    capabilities: capabilities(facts.can),
    contextWindow: facts.context ?? null,
    maxOutputTokens: facts.output ?? null,
    price: priceOf(facts.price),
    releasedOn: facts.released ?? null,
    retiresOn: facts.retires ?? null,
    successor: facts.successor ?? null,
  };
}

/** One row of a catalogue of embedding models. */
export function embeddingModelInfo(
  model: string,
  facts: { context?: number; price?: number; dimensions?: number; choices?: readonly number[]; released?: string },
): ModelInfo {
  return {
    model,
    kind: 'embedding',
    capabilities: capabilities([]),
    contextWindow: facts.context ?? null,
    maxOutputTokens: null,
    price: facts.price === undefined ? null : { input: facts.price, output: 0, cachedInput: null },
    releasedOn: facts.released ?? null,
    retiresOn: null,
    successor: null,
    ...(facts.dimensions === undefined ? {} : { dimensions: facts.dimensions }),
    ...(facts.choices === undefined ? {} : { dimensionChoices: facts.choices }),
  };
}

/** What is known of a model a provider lists; a model the catalogue lacks is assumed to chat and call tools. */
export function knownOr(models: readonly ModelInfo[], model: string): ModelInfo {
  const known = models.find((info) => info.model === model);
  if (known) return known;
  const dated = models.find(
    (info) => model.startsWith(`${info.model}-`) && /^\d{4}-?\d{2}-?\d{2}$/.test(model.slice(info.model.length + 1)),
  );
  if (dated) return { ...dated, model };
  if (/embed/i.test(model)) return embeddingModelInfo(model, {});
  return chatModel(model, { can: ['tools'] });
}

function capabilities(can: readonly (keyof ModelCapabilities)[]): ModelCapabilities {
  return {
    tools: can.includes('tools'),
    vision: can.includes('vision'),
    pdf: can.includes('pdf'),
    jsonSchema: can.includes('jsonSchema'),
    reasoning: can.includes('reasoning'),
  };
}

function priceOf(price: Price | undefined): ModelInfo['price'] {
  return price ? { input: price[0], output: price[1], cachedInput: price[2] ?? null } : null;
}
