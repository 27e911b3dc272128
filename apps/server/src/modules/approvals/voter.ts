import type { VerbContext } from '../../platform/context.ts';
import type { Voter } from './approvals.policy.ts';
import type { IdentitiesPort } from './approvals.ports.ts';
import { standInsOf } from './stand-ins.repository.ts';

/** Whoever asks, with their roles and those they stand in for now. People who left or are disabled pass nothing on. */
export async function readVoter(context: VerbContext, identities: IdentitiesPort): Promise<Voter> {
  const userId = context.requireUserId();
  const roleIds = await identities.roleIds(context);
  const rows = await standInsOf(context.tx, userId, new Date(context.now()).toISOString());
  const absentIds = [...new Set(rows.map((row) => row.userId))];
  const absent = await identities.people(context.tx, context.tenantId, absentIds);
  return {
    userId,
    roleIds,
    builds: context.can('agents:write'),
    standsInFor: absent.filter(({ active }) => active).map(({ id, email }) => ({ id, label: email })),
  };
}
