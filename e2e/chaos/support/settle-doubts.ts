import type { Client } from '@agentforge/client/client';
import { decideApproval, listApprovals } from '@agentforge/contracts/approvals/endpoints';
import type { Delivery } from './effect-sink.ts';

/** The person who looks at the world outside and says what is true there. Answers how many calls were in doubt. */
export async function settleDoubts(client: Client, runId: string, deliveries: readonly Delivery[]): Promise<number> {
  const { data } = await client.call(listApprovals, { query: { run_id: runId, status: 'pending' } });
  for (const { id, kind, arguments: args } of data) {
    if (kind !== 'in_doubt') throw new Error(`${runId} asks for an approval nobody wanted`);
    const happened = deliveries.some(({ reference }) => reference === referenceOf(args));
    const decision = happened ? 'happened' : 'retry';
    await client.call(decideApproval, { params: { approval_id: id }, body: { decision } });
  }
  return data.length;
}

function referenceOf(args: unknown): string {
  return typeof args === 'object' && args !== null && 'reference' in args ? String(args.reference) : '';
}
