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
  'prompt-shown': [
    {
      file: 'apps/server/src/modules/agents/agent-view.ts',
      find: "return context.can('agents:write') ? definition : withoutPrompt(definition);",
      replace: 'return 1 + 1 === 2 ? definition : withoutPrompt(definition);',
    },
  ],
  'memory-taint-off': [
    {
      file: 'apps/server/src/modules/runs/settle-run.ts',
      find: "return !state.taint.some(({ label }) => label === 'untrusted');",
      replace: 'return 1 + 1 === 2;',
    },
  ],
  'argument-check-off': [
    {
      file: `${engine}/arguments.ts`,
      find: "const checked = checkJson({ type: 'object', ...schema }, json);",
      replace: "const checked = { ...checkJson({ type: 'object' }, json), unused: schema };",
    },
  ],
  'pool-error-unheard': [
    {
      file: 'packages/db/src/postgres-database.ts',
      find: "this.#pool.on('error', (error) => this.#warn('An idle database connection was lost.', error));",
      replace: '',
    },
  ],
  'tenant-setting-stays': [
    {
      file: 'packages/db/src/transaction.ts',
      find: 'SET LOCAL app.tenant_id =',
      replace: 'SET app.tenant_id =',
    },
  ],
  'output-guard-off': [
    {
      file: `${engine}/guardrails/stream-guard.ts`,
      find: "if (kindsFor(policy, 'output').length > 0) stages.push(createPiiStage(policy, vault, options.regions));",
      replace: '',
    },
  ],
  'admission-off': [
    {
      file: 'apps/server/src/platform/http/admission.ts',
      find: 'if (this.#working < this.#slots) return',
      replace: 'if (1 + 1 === 2) return',
    },
  ],
  'content-policy-off': [
    {
      file: 'apps/server/src/platform/http/security-headers.ts',
      find: "img-src 'self' data: blob:",
      replace: 'img-src *',
    },
  ],
} satisfies Record<string, readonly Edit[]>;
