import { listApprovers, listColleagues } from '@agentforge/contracts/approvals/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import type { IdentitiesPort } from './approvals.ports.ts';
import { namesOf, personApprover, roleApprover } from './approver-names.ts';

const shown = 20;
const mostIds = 200;

/** For whoever writes rules: roles first, they outlive people. */
export function listApproversVerb(identities: IdentitiesPort): Verb {
  return verb(listApprovers, async (context, { query }) => {
    if (query.ids !== undefined) {
      const ids = query.ids.split(',').filter(Boolean).slice(0, mostIds);
      return { data: (await namesOf(context, identities, ids))(ids) };
    }
    const roles = await identities.searchRoles(context.tx, query.q, shown);
    const people = await identities.searchPeople(context.tx, context.tenantId, query.q, shown);
    return { data: [...roles.map(roleApprover), ...people.map(personApprover)] };
  });
}

/** For whoever looks for a stand-in: nobody is listed who was not asked for by name. */
export function listColleaguesVerb(identities: IdentitiesPort): Verb {
  return verb(listColleagues, async (context, { query }) => {
    const people = await identities.searchPeople(context.tx, context.tenantId, query.q, shown);
    const me = context.requireUserId();
    return { data: people.filter(({ id }) => id !== me).map(personApprover) };
  });
}
