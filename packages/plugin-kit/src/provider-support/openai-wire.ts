import type { EgressClient } from '../http.ts';
import type { ErrorContext } from '../model/classify-model-error.ts';
import { providerFetch } from '../model/provider-fetch.ts';
import { getProviderJson, idsOf } from './list-models.ts';

/** `GET {address}/models` with a bearer key, as OpenAI and its many relatives answer it. */
export function openAiListing(
  http: EgressClient,
  address: string,
  apiKey: string | undefined,
  headers: Record<string, string> | undefined,
): (signal: AbortSignal, context: ErrorContext) => Promise<string[]> {
  return async (signal, context) => {
    const bearer = apiKey === undefined || apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` };
    const listing = await getProviderJson(
      http,
      `${address}/models`,
      { headers: { ...bearer, ...headers }, signal },
      context,
    );
    return idsOf(listing, context);
  };
}

/** The fetch to hand to an SDK: guarded, and with clear words for answers that are no stream. */
export function sdkFetch(
  http: EgressClient,
  provider: string,
  secrets: readonly (string | undefined)[],
): typeof globalThis.fetch {
  return providerFetch(http.fetch, { provider, secrets: secrets.filter((secret) => secret !== undefined) });
}
