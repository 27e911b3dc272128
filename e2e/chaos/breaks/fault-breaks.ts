import type { Edit } from './edit.ts';

const router = 'apps/server/src/modules/router';
const engine = 'packages/agent-engine/src';

/** Mechanisms against broken models and databases, and against models that obey strangers. */
export const faultBreaks = {
  'retry-after-off': [
    {
      file: `${router}/retry-policy.ts`,
      find: 'if (error.retryAfterMs !== undefined) {',
      replace: 'if (1 + 1 === 3 && error.retryAfterMs !== undefined) {',
    },
  ],
  'breaker-off': [
    {
      file: `${router}/circuit-breaker.ts`,
      find: 'circuit.opensAgainAt = this.#clock.now() + circuit.pauseMs;',
      replace: '',
    },
  ],
  'cut-unnoticed': [
    {
      file: `${engine}/call-model.ts`,
      find: 'if (turn.finish !== undefined || run.stop.signal.aborted) return undefined;',
      replace: 'if (1 + 1 === 2) return undefined;',
    },
  ],
} satisfies Record<string, readonly Edit[]>;
