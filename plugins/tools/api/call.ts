import type { JsonObject } from '@agentforge/kernel/json';
import { attempt, toolResultOf } from '@agentforge/plugin-kit/http-answer';
import { argumentValues, type NamedParameter } from '@agentforge/plugin-kit/input-parameters';
import { createRedactor } from '@agentforge/plugin-kit/redact';
import type { InformationLabel, ToolContext, ToolResult } from '@agentforge/plugin-kit/tool';
import { authorize, clientCredentials, isAuthenticated, secretsOf } from './authorization.ts';
import { buildBody, buildHeaders, buildUrl, type PlacedParameter, type PlacedValue } from './build-request.ts';
import type { ApiConfig } from './config.ts';
import type { TokenSource } from './oauth-token.ts';

export interface ApiCall {
  toolId: string;
  config: ApiConfig;
  named: readonly NamedParameter[];
  placed: readonly PlacedParameter[];
  tokens: TokenSource;
}

function valuesOf({ named, placed }: ApiCall, args: JsonObject): PlacedValue[] {
  const byParameter = new Map(named.map(({ parameter }, index) => [parameter, placed[index]]));
  return argumentValues(named, args).flatMap(({ parameter, value }) => {
    const found = byParameter.get(parameter);
    return found === undefined ? [] : [{ parameter: found, value }];
  });
}

async function send(call: ApiCall, values: PlacedValue[], context: ToolContext, accessToken: string | undefined) {
  const { config } = call;
  const url = buildUrl(config, values);
  const headers = buildHeaders(config, values);
  const body = buildBody(values);
  const reads = config.http_method === 'GET';
  if (body !== undefined) headers['content-type'] ??= 'application/json';
  if (!reads) headers['idempotency-key'] ??= context.idempotencyKey;
  authorize(config, { url, headers }, accessToken);
  return context.http.request(url.href, {
    method: config.http_method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: context.signal,
    timeoutMs: config.timeout_seconds * 1000,
    maxRedirects: reads ? 3 : 0,
  });
}

/** Sends one call and makes a result of the answer. Cancelling throws; every other failure is a result. */
export async function callApi(call: ApiCall, args: JsonObject, context: ToolContext): Promise<ToolResult> {
  const { config, tokens, toolId } = call;
  const labels: InformationLabel[] = isAuthenticated(config) ? ['untrusted', 'private'] : ['untrusted'];
  const secrets = secretsOf(config);
  return attempt(context, config.http_method !== 'GET', createRedactor(secrets), async () => {
    const values = valuesOf(call, args);
    const credentials = config.auth_type === 'oauth2' ? clientCredentials(config) : undefined;
    const tokenNow = async () => credentials && tokens.get(toolId, credentials, context.http);
    let token = await tokenNow();
    let response = await send(call, values, context, token);
    if (response.status === 401 && credentials !== undefined) {
      // Refused before anything was done, so asking again with a fresh token is safe for writes too.
      tokens.forget(toolId, credentials);
      token = await tokenNow();
      response = await send(call, values, context, token);
    }
    return toolResultOf(response, { redact: createRedactor([...secrets, token]), labels });
  });
}
