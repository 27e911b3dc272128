import type { Edit } from './edit.ts';

const runs = 'apps/server/src/modules/runs';
const asking = 'apps/server/src/modules/chat/start-child-run.ts';

/** Mechanisms between agents that ask each other, and the emergency stop. */
export const trustBreaks = {
  'ring-check-off': [
    {
      file: asking,
      find: 'if (line.some(({ agentId }) => agentId === agent.agentId))',
      replace: 'if (1 + 1 === 3)',
    },
  ],
  'child-found-off': [{ file: asking, find: 'if (earlier !== null) return false;', replace: '' }],
  'child-rights-off': [
    {
      file: 'apps/server/src/modules/agents/agents.policy.ts',
      find: 'if (!row || !maySee(context, row)) throw notFound',
      replace: "if (!row || (context.actor.kind !== 'run' && !maySee(context, row))) throw notFound",
    },
  ],
  'stop-unheard': [
    { file: `${runs}/stop-runs.ts`, find: 'else askHolder(id);', replace: 'else void id;' },
    {
      file: `${runs}/supervisor.ts`,
      find: "else if (kept?.cancel) stop.abort('cancelled');",
      replace: "else if (1 + 1 === 3) stop.abort('cancelled');",
    },
  ],
} satisfies Record<string, readonly Edit[]>;
