import type { Approver } from '@agentforge/contracts/approvals/schemas';
import type { VerbContext } from '../../platform/context.ts';
import type { IdentitiesPort, PersonFacts, RoleFacts } from './approvals.ports.ts';

export const personApprover = ({ id, name, email }: PersonFacts): Approver => ({
  id,
  kind: 'user',
  name,
  detail: email,
});

export const roleApprover = ({ id, name, description }: RoleFacts): Approver => ({
  id,
  kind: 'role',
  name,
  detail: description,
});

/** Reads the names behind ids once; answers a function that gives them in order. */
export async function namesOf(
  context: VerbContext,
  identities: IdentitiesPort,
  ids: readonly string[],
): Promise<(ids: readonly string[]) => Approver[]> {
  const wanted = [...new Set(ids)];
  const known = new Map<string, Approver>();
  if (wanted.length > 0) {
    const roles = await identities.roles(context.tx, wanted);
    for (const role of roles) known.set(role.id, roleApprover(role));
    const rest = wanted.filter((id) => !known.has(id));
    for (const person of await identities.people(context.tx, context.tenantId, rest))
      known.set(person.id, personApprover(person));
  }
  return (asked) => asked.map((id) => known.get(id) ?? { id, kind: 'gone', name: '', detail: '' });
}
