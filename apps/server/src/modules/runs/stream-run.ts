import { streamRun } from '@agentforge/contracts/chat/endpoints';
import { Streamed, streamVerb, type Verb } from '../../platform/verb.ts';
import { encodeRun, eventStream, uiStreamHeaders } from './encode-run.ts';
import { parseCursor, type ReaderDeps, readBatches } from './read-run.ts';
import { revealer } from './reveal.ts';
import { requireRun } from './runs.policy.ts';
import type { VaultKeeper } from './vault-keeper.ts';

/** Attaches to a run from anywhere, at any time, at any place of it. Only its own person sees values behind tokens. */
export function streamRunVerb(deps: ReaderDeps & { vaults: VaultKeeper }): Verb {
  return streamVerb(streamRun, async (context, { params, query }) => {
    const { run, reveal } = await context.transaction(async (own) => {
      const row = await requireRun(own, params.run_id);
      // A replay belongs to whoever made it, but the values are those of the person whose conversation was recorded.
      const mine = row.replayOf === null && row.userId === own.requireUserId();
      if (!mine) return { run: row, reveal: undefined };
      const vault = await deps.vaults.openIn(own.tx, own.tenantId, row.conversationId);
      return { run: row, reveal: revealer(vault, false) };
    });
    const from = parseCursor(query.last_event_id ?? context.request.lastEventId);
    const items = readBatches(deps, run, from, context.signal);
    const facts = { runId: run.id, messageId: run.messageId, conversationId: run.conversationId, reveal };
    return new Streamed(eventStream, encodeRun(facts, items), uiStreamHeaders);
  });
}
