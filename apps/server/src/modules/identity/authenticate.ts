import { createHash } from 'node:crypto';
import type { Database, Tx } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import type { Authenticator, Credential } from '../../platform/auth/authenticator.ts';
import type { Actor, Principal } from '../../platform/context.ts';
import type { AccessDoor } from '../access/index.ts';
import type { AccessTokens } from './access-token.ts';
import { parseSessionSecret, sameHash } from './session-secrets.ts';
import { findSession, touchSession } from './sessions.repository.ts';
import { findUser, rolesOfUsers, type UserRow } from './users.repository.ts';

/** How long a principal is remembered. A disabled user, a revoked session or a changed role is out by then everywhere. */
const rememberMs = 2500;

interface Remembered {
  principal: Promise<Principal | null>;
  until: number;
}

/** One check for every carrier: cookie, access token, API key. */
export class PrincipalReader implements Authenticator {
  readonly #database: Database;
  readonly #access: AccessDoor;
  readonly #tokens: AccessTokens;
  readonly #clock: Clock;
  readonly #remembered = new Map<string, Remembered>();

  constructor(deps: { database: Database; access: AccessDoor; tokens: AccessTokens; clock: Clock }) {
    this.#database = deps.database;
    this.#access = deps.access;
    this.#tokens = deps.tokens;
    this.#clock = deps.clock;
  }

  async authenticate(credential: Credential): Promise<Principal | null> {
    const key = `${credential.kind}:${createHash('sha256').update(credential.token).digest('base64')}`;
    const now = this.#clock.now();
    const known = this.#remembered.get(key);
    if (known && known.until > now) return known.principal;
    // Who comes meanwhile waits for the same reading: a hundred requests at once are not a hundred questions.
    const principal = this.#read(credential);
    const reading = { principal, until: now + rememberMs };
    if (this.#remembered.size > 20_000) this.#remembered.clear();
    this.#remembered.set(key, reading);
    principal.catch(() => {
      if (this.#remembered.get(key) === reading) this.#remembered.delete(key);
    });
    return principal;
  }

  /** A person's rights as they are now, for what acts in their name; null when they may not sign in any more. */
  async inNameOf(tenantId: string, userId: string, actor: Actor): Promise<Principal | null> {
    return this.#database.withTenant(tenantId, async (tx) => {
      const user = await findUser(tx, userId);
      const principal = user ? await this.#principalOf(tx, user, actor) : null;
      // A platform operator's powers are for them in person.
      return principal && { ...principal, isOperator: false };
    });
  }

  /** Rights changed in this process: forget at once instead of within seconds. */
  forget(): void {
    this.#remembered.clear();
  }

  #read(credential: Credential): Promise<Principal | null> {
    if (credential.kind === 'cookie') return this.#fromCookie(credential.token);
    return this.#access.isApiKey(credential.token)
      ? this.#fromApiKey(credential.token)
      : this.#fromAccessToken(credential.token);
  }

  async #fromCookie(token: string): Promise<Principal | null> {
    const parsed = parseSessionSecret('afc', token);
    if (!parsed) return null;
    return this.#database.withTenant(parsed.tenantId, async (tx) => {
      const session = await findSession(tx, parsed.sessionId);
      if (!session || !sameHash(session.cookieHash, parsed.hash)) return null;
      return this.#fromSession(tx, parsed.sessionId);
    });
  }

  async #fromAccessToken(token: string): Promise<Principal | null> {
    const claims = await this.#tokens.read(token, this.#clock.now());
    if (!claims) return null;
    return this.#database.withTenant(claims.tid, (tx) => this.#fromSession(tx, claims.sid));
  }

  async #fromSession(tx: Tx, sessionId: string): Promise<Principal | null> {
    const session = await findSession(tx, sessionId);
    if (!session || session.revokedAt !== null || Date.parse(session.expiresAt) <= this.#clock.now()) return null;
    await touchSession(tx, sessionId);
    const user = await findUser(tx, session.userId);
    if (!user) return null;
    const principal = await this.#principalOf(tx, user, {
      kind: 'user',
      userId: user.id,
      email: user.email,
      sessionId,
    });
    return principal && user.temporaryPasswordUntil !== null ? { ...principal, mustChangePassword: true } : principal;
  }

  async #fromApiKey(token: string): Promise<Principal | null> {
    return this.#database.withSystem('find an API key by its hash', async (tx) => {
      const key = await this.#access.findApiKey(tx, token);
      if (!key || (key.expiresAt !== null && Date.parse(key.expiresAt) <= this.#clock.now())) return null;
      const user = await findUser(tx, key.userId);
      if (user?.tenantId !== key.tenantId) return null;
      await this.#access.touchApiKey(tx, key);
      const actor: Actor = { kind: 'api-key', keyId: key.id, name: key.name, userId: user.id, agentIds: key.agentIds };
      const principal = await this.#principalOf(tx, user, actor);
      if (!principal) return null;
      const scopes = new Set(this.#access.knownPermissions(key.scopes));
      return { ...principal, isOperator: false, permissions: principal.permissions.intersection(scopes) };
    });
  }

  async #principalOf(tx: Tx, user: UserRow, actor: Actor): Promise<Principal | null> {
    if (user.status !== 'active') return null;
    const roles = (await rolesOfUsers(tx, [user.id])).get(user.id) ?? [];
    const permissions = new Set(this.#access.knownPermissions(roles.flatMap((role) => role.permissions)));
    return { actor, tenantId: user.tenantId, permissions, isOperator: user.isOperator };
  }
}
