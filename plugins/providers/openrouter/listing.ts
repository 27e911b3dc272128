import type { ModelInfo } from '@agentforge/plugin-kit/provider';
import { chatModel } from '@agentforge/plugin-kit/provider-support/model-info';
import { z } from 'zod';

/** OpenRouter's list of models, as far as it is used. Prices are dollars per token, as text. */
export const listing = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      created: z.number().nullish(),
      context_length: z.number().nullish(),
      architecture: z.object({ input_modalities: z.array(z.string()).nullish() }).nullish(),
      pricing: z
        .object({ prompt: z.string(), completion: z.string(), input_cache_read: z.string().nullish() })
        .nullish(),
      top_provider: z.object({ max_completion_tokens: z.number().nullish() }).nullish(),
      supported_parameters: z.array(z.string()).nullish(),
    }),
  ),
});

type Entry = z.output<typeof listing>['data'][number];

/** One entry as our model info, with prices per million tokens. */
export function toModelInfo(entry: Entry): ModelInfo {
  const modalities = entry.architecture?.input_modalities ?? [];
  const parameters = entry.supported_parameters ?? [];
  return {
    ...chatModel(entry.id, { can: [] }),
    capabilities: {
      tools: parameters.includes('tools'),
      vision: modalities.includes('image'),
      pdf: modalities.includes('file'),
      jsonSchema: parameters.includes('structured_outputs'),
      reasoning: parameters.includes('reasoning'),
    },
    contextWindow: entry.context_length ?? null,
    maxOutputTokens: entry.top_provider?.max_completion_tokens ?? null,
    price: priceOf(entry.pricing),
    releasedOn: entry.created ? new Date(entry.created * 1000).toISOString().slice(0, 10) : null,
  };
}

function priceOf(pricing: Entry['pricing']): ModelInfo['price'] {
  const input = perMillion(pricing?.prompt);
  const output = perMillion(pricing?.completion);
  if (input === null || output === null) return null;
  return { input, output, cachedInput: perMillion(pricing?.input_cache_read) };
}

function perMillion(perToken: string | null | undefined): number | null {
  const price = Number(perToken);
  if (perToken === null || perToken === undefined || !Number.isFinite(price) || price < 0) return null;
  return Math.round(price * 1e12) / 1e6;
}
