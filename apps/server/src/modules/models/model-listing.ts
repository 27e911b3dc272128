import type { Clock } from '@agentforge/kernel/clock';
import { messageOf } from '@agentforge/kernel/errors';
import type { ModelInfo } from '@agentforge/plugin-kit/provider';
import type { Logger } from '../../platform/telemetry/logger.ts';
import type { ConnectionFacts } from './connections.ts';
import { withCustom } from './known-model.ts';

interface Listed {
  models: readonly ModelInfo[];
  until: number;
}

const patienceMs = 2500;
const keepMs = 5 * 60_000;
const keepFailureMs = 30_000;
const mostListings = 2000;

/** Lists what a connection offers, live where it can, and remembers it for a while. A provider that is down shows its catalogue. */
export class ModelListing {
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #listed = new Map<string, Listed>();

  constructor(logger: Logger, clock: Clock) {
    this.#logger = logger;
    this.#clock = clock;
  }

  /** With the models entered by hand. */
  async modelsOf(facts: ConnectionFacts): Promise<ModelInfo[]> {
    const known = this.#listed.get(facts.key);
    if (known && known.until > this.#clock.now()) return withCustom(facts, known.models);
    const listed = await this.#read(facts);
    if (this.#listed.size >= mostListings) this.#listed.clear();
    this.#listed.set(facts.key, listed);
    return withCustom(facts, listed.models);
  }

  /** The newest listing as the provider gave it, if there was one; asks nobody. */
  newest(facts: ConnectionFacts): readonly ModelInfo[] {
    return this.#listed.get(facts.key)?.models ?? [];
  }

  async #read(facts: ConnectionFacts): Promise<Listed> {
    try {
      const connection = await facts.open();
      const models = await connection.listModels(AbortSignal.timeout(patienceMs));
      return { models, until: this.#clock.now() + keepMs };
    } catch (error) {
      this.#logger.info(
        { connection: facts.name, reason: messageOf(error) },
        'models could not be listed; the catalogue is shown',
      );
      return { models: facts.plugin.models, until: this.#clock.now() + keepFailureMs };
    }
  }
}
