import type { Tx } from '@agentforge/db/database';
import { type ApprovalNotice, currentStandIns } from '../approvals/index.ts';
import type { PeoplePort, Recipient } from './notifications.ports.ts';
import { declined } from './preferences.repository.ts';

/** One occasion tells no more people than this. */
const most = 200;

/**
 * Who is told: the people and role holders asked at this level and who stands in for those named in person; not who
 * asked (they see it in the chat) unless they may decide, nobody who has voted, nobody who wants no mail. What is in
 * doubt is told to who asked.
 */
export async function recipientsOf(
  tx: Tx,
  people: PeoplePort,
  tenantId: string,
  notice: ApprovalNotice,
  level: number,
  now: string,
): Promise<Recipient[]> {
  const asked = notice.kind === 'in_doubt' ? [notice.requestedBy] : (notice.levels[level] ?? []);
  const named = await people.find(tx, tenantId, asked);
  const holders = await people.withRoles(tx, tenantId, asked, most);
  const found = new Map([...named, ...holders].map((person) => [person.id, person]));
  if (notice.kind === 'approval' && !notice.requesterMayApprove) found.delete(notice.requestedBy);
  const absentIds = named.map(({ id }) => id).filter((id) => id !== notice.requestedBy);
  const standInIds = notice.kind === 'in_doubt' ? [] : await currentStandIns(tx, tenantId, absentIds, now);
  const standIns = await people.find(
    tx,
    tenantId,
    standInIds.filter((id) => id !== notice.requestedBy),
  );
  for (const person of standIns) found.set(person.id, person);
  const off = await declined(tx, tenantId, [...found.keys()]);
  return [...found.values()]
    .filter(({ id, active }) => active && !off.has(id) && !notice.votedBy.includes(id))
    .slice(0, most);
}
