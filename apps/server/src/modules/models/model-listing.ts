import { messageOf } from '@agentforge/kernel/errors';
import type { ModelInfo } from '@agentforge/plugin-kit/provider';
import type { Logger } from '../../platform/telemetry/logger.ts';
import type { ConnectionFacts } from './connections.ts';

interface Listed {
  models: ModelInfo[];
  until: number;
}

const patienceMs = 2500;
const keepMs = 5 * 60_000;
const keepFailureMs = 30_000;

/** Lists what a connection offers, live where it can, and remembers it for a while. A provider that is down shows its catalogue. */
export class ModelListing {
  readonly #logger: Logger;
  readonly #listed = new Map<string, Listed>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  async modelsOf(tenantId: string, facts: ConnectionFacts): Promise<ModelInfo[]> {
    const key = `${tenantId}/${facts.name}`;
    const known = this.#listed.get(key);
    if (known && known.until > Date.now()) return known.models;
    const listed = await this.#read(facts);
    this.#listed.set(key, listed);
    return listed.models;
  }

  /** After a connection changed. */
  forget(tenantId: string): void {
    for (const key of this.#listed.keys()) if (key.startsWith(`${tenantId}/`)) this.#listed.delete(key);
  }

  async #read(facts: ConnectionFacts): Promise<Listed> {
    try {
      const connection = await facts.open();
      const models = await connection.listModels(AbortSignal.timeout(patienceMs));
      return { models, until: Date.now() + keepMs };
    } catch (error) {
      this.#logger.info(
        { connection: facts.name, reason: messageOf(error) },
        'models could not be listed; the catalogue is shown',
      );
      return { models: [...facts.plugin.models], until: Date.now() + keepFailureMs };
    }
  }
}
