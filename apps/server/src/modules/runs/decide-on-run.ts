import { checkDecision } from '@agentforge/agent-engine/approvals';
import type { RunEvent, StoredEvent } from '@agentforge/agent-engine/events';
import { sequenceOf } from '@agentforge/agent-engine/sequence';
import { foldRun } from '@agentforge/agent-engine/state';
import { AppError } from '@agentforge/kernel/errors';
import { assertInvariant } from '@agentforge/kernel/trust';
import type { VerbContext } from '../../platform/context.ts';
import { takeRun } from './leases.repository.ts';
import type { RunPreparer } from './prepare-run.ts';
import { appendEvents, findRun, readEvents } from './runs.repository.ts';
import type { RunSupervisor } from './supervisor.ts';

export interface DecideDeps {
  supervisor: RunSupervisor;
  preparer: RunPreparer;
}

/**
 * Takes a waiting run, appends a person's decision under its new fence, and drives it once this transaction is committed.
 * Should this process die in between, the lease runs out and a worker goes on from the decision.
 */
export async function decideOnRun(
  context: VerbContext,
  deps: DecideDeps,
  decision: { runId: string; event: RunEvent },
): Promise<void> {
  const { tx } = context;
  const lease = await takeRun(tx, deps.supervisor.holder, decision.runId);
  if (!lease) throw new AppError('conflict', { detail: 'The run no longer waits for this.' });
  const run = await findRun(tx, lease.id);
  assertInvariant(run, 'a taken run is there');
  const events = await readEvents(tx, lease.id);
  const { event } = decision;
  if (event.type === 'approval-decided') {
    const functions = event.data.arguments === undefined ? [] : await deps.preparer.functions(context, run);
    const checked = checkDecision(foldRun(events), functions, event.data);
    if (!checked.ok)
      throw new AppError(checked.problem === 'invalid_arguments' ? 'rule_broken' : 'conflict', {
        detail: checked.detail,
      });
  }
  const stored: StoredEvent = { ...event, sequence: sequenceOf(lease.fence, 0), at: context.now() };
  await appendEvents(tx, lease, [stored]);
  tx.afterCommit(() => void deps.supervisor.drive(lease, { run, events: [...events, stored] }));
}
