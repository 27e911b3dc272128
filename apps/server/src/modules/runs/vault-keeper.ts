import { piiKinds } from '@agentforge/agent-engine/guardrails/pii/kinds';
import { createVault, type PiiVault } from '@agentforge/agent-engine/guardrails/vault';
import type { Database, Tx } from '@agentforge/db/database';
import { z } from 'zod';
import type { Vault } from '../../platform/vault/vault.ts';
import type { ConversationsPort } from './runs.ports.ts';

const stored = z.object({
  entries: z.array(z.object({ token: z.string(), kind: z.enum([...piiKinds, 'LITERAL']), value: z.string() })),
});

/** Keeps the values behind a conversation's tokens, sealed with the tenant's key. */
export class VaultKeeper {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #conversations: ConversationsPort;

  constructor(database: Database, vault: Vault, conversations: ConversationsPort) {
    this.#database = database;
    this.#vault = vault;
    this.#conversations = conversations;
  }

  async open(tenantId: string, conversationId: string): Promise<PiiVault> {
    const sealed = await this.#database.withTenant(
      tenantId,
      (tx) => this.#conversations.readVault(tx, conversationId),
      {
        readOnly: true,
      },
    );
    return this.unseal(tenantId, conversationId, sealed);
  }

  /** In the caller's transaction. */
  async openIn(tx: Tx, tenantId: string, conversationId: string): Promise<PiiVault> {
    return this.unseal(tenantId, conversationId, await this.#conversations.readVault(tx, conversationId), tx);
  }

  async unseal(tenantId: string, conversationId: string, sealed: string | null, tx?: Tx): Promise<PiiVault> {
    if (sealed === null) return createVault();
    const text = await this.#vault.open(tenantId, place(conversationId), sealed, tx);
    return stored.parse(JSON.parse(text));
  }

  seal(tenantId: string, conversationId: string, vault: PiiVault): Promise<string> {
    return this.#database.withTenant(tenantId, (tx) => this.sealIn(tx, tenantId, conversationId, vault));
  }

  sealIn(tx: Tx, tenantId: string, conversationId: string, vault: PiiVault): Promise<string> {
    return this.#vault.seal(tx, tenantId, place(conversationId), JSON.stringify(vault));
  }
}

const place = (conversationId: string): string => `conversations/${conversationId}/pii_vault`;
