import { createHash } from 'node:crypto';
import type { Clock } from '@agentforge/kernel/clock';
import { AppError } from '@agentforge/kernel/errors';
import type { EgressClient } from '@agentforge/plugin-kit/http';
import { z } from 'zod';

export interface ClientCredentials {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  scope: string | undefined;
}

export interface TokenSource {
  /** A token for this tool; concurrent callers share one request. Throws `AppError`. */
  get(toolId: string, credentials: ClientCredentials, http: EgressClient): Promise<string>;
  /** Called when the API refused the token, so the next call asks for a new one. */
  forget(toolId: string, credentials: ClientCredentials): void;
}

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().optional() });

const mostTokens = 1_000;
const safetyMs = 30_000;
const defaultLifeMs = 300_000;

function keyOf(toolId: string, credentials: ClientCredentials): string {
  return `${toolId}:${createHash('sha256').update(JSON.stringify(credentials)).digest('hex')}`;
}

function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

async function ask(credentials: ClientCredentials, http: EgressClient, inHeader: boolean) {
  const { clientId, clientSecret, scope } = credentials;
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scope !== undefined && scope !== '') form.set('scope', scope);
  const headers: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  };
  if (inHeader) {
    const pair = `${formEncoded(clientId)}:${formEncoded(clientSecret)}`;
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
  } else {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret);
  }
  const body = form.toString();
  return http.request(credentials.tokenUrl, { method: 'POST', headers, body, timeoutMs: 15_000, maxBytes: 262_144 });
}

async function fetchToken(credentials: ClientCredentials, http: EgressClient) {
  let response = await ask(credentials, http, false);
  // Most servers take the secret in the body; those that insist on the header say so with one of these.
  if (response.status === 400 || response.status === 401) response = await ask(credentials, http, true);
  const text = await response.text();
  const answer = tokenAnswer.safeParse(response.status === 200 ? safeJson(text) : undefined);
  if (!answer.success) {
    const detail = `The token URL did not give an access token (status ${response.status}). Check client id, secret and scope in the tool settings.`;
    throw new AppError('upstream_failed', { detail });
  }
  return answer.data;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Access tokens in memory, per tool and exact credentials. */
export function createTokenSource(clock: Clock): TokenSource {
  const held = new Map<string, { token: string; expires: number }>();
  const asking = new Map<string, Promise<string>>();

  async function renew(key: string, credentials: ClientCredentials, http: EgressClient): Promise<string> {
    try {
      const answer = await fetchToken(credentials, http);
      const life = answer.expires_in === undefined ? defaultLifeMs : answer.expires_in * 1000;
      const [oldest] = held.keys();
      if (held.size >= mostTokens && oldest !== undefined) held.delete(oldest);
      held.set(key, { token: answer.access_token, expires: clock.now() + life - safetyMs });
      return answer.access_token;
    } finally {
      asking.delete(key);
    }
  }

  return {
    async get(toolId, credentials, http) {
      const key = keyOf(toolId, credentials);
      const cached = held.get(key);
      if (cached !== undefined && cached.expires > clock.now()) return cached.token;
      const pending = asking.get(key) ?? renew(key, credentials, http);
      asking.set(key, pending);
      return pending;
    },
    forget(toolId, credentials) {
      held.delete(keyOf(toolId, credentials));
    },
  };
}
