import { randomBytes } from 'node:crypto';
import type { Database, Tx } from '@agentforge/db/database';
import { AppError } from '@agentforge/kernel/errors';
import { seal, unseal } from './seal.ts';
import { insertTenantKey, readTenantKey } from './vault.repository.ts';

/** Seals secrets with the tenant's own data key, which ENCRYPTION_KEY seals in turn. */
export class Vault {
  readonly #masterKey: Buffer;
  readonly #database: Database;
  readonly #keys = new Map<string, Buffer>();

  constructor(masterKey: Buffer, database: Database) {
    this.#masterKey = masterKey;
    this.#database = database;
  }

  /** `row` names the place of the secret (`llm_providers/llm_…/api_key`); it opens only there. */
  async seal(tx: Tx, tenantId: string, row: string, plain: string): Promise<string> {
    return seal(await this.#key(tenantId, tx), plain, `${tenantId}/${row}`);
  }

  /** Throws `unavailable` with a plain sentence when the value cannot be opened. */
  async open(tenantId: string, row: string, sealed: string, tx?: Tx): Promise<string> {
    const key = await this.#key(tenantId, tx);
    try {
      return unseal(key, sealed, `${tenantId}/${row}`).toString('utf8');
    } catch (cause) {
      throw new AppError('unavailable', {
        detail: 'A stored secret cannot be read with the present encryption key. Enter it again.',
        cause,
      });
    }
  }

  /** Forgets a tenant's key in memory, after it was destroyed or rotated. */
  forget(tenantId: string): void {
    this.#keys.delete(tenantId);
  }

  async #key(tenantId: string, tx: Tx | undefined): Promise<Buffer> {
    const known = this.#keys.get(tenantId);
    if (known) return known;
    const stored = tx
      ? await this.#readOrMake(tx, tenantId)
      : await this.#database.withTenant(tenantId, (own) => this.#readOrMake(own, tenantId));
    const key = unseal(this.#masterKey, stored, `tenant_keys/${tenantId}`);
    // A key made in an open transaction may yet roll back, so it is remembered only once committed.
    if (tx) tx.afterCommit(() => void this.#keys.set(tenantId, key));
    else this.#keys.set(tenantId, key);
    return key;
  }

  async #readOrMake(tx: Tx, tenantId: string): Promise<string> {
    const stored = await readTenantKey(tx, tenantId);
    if (stored !== null) return stored;
    const made = seal(this.#masterKey, randomBytes(32), `tenant_keys/${tenantId}`);
    await insertTenantKey(tx, tenantId, made);
    return (await readTenantKey(tx, tenantId)) ?? made;
  }
}
