import { getMe } from '@agentforge/contracts/identity/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import type { TenantsDoor } from '../tenants/index.ts';
import { presentUser } from './user-view.ts';
import { findUser, rolesOfUsers } from './users.repository.ts';

export function getMeVerb(deps: {
  tenants: TenantsDoor;
  limits: Record<string, number>;
  features: Record<string, boolean>;
}): Verb {
  return verb(getMe, async (context) => {
    const id = context.requireUserId();
    const user = await findUser(context.tx, id);
    const tenant = await deps.tenants.find(context.tx, context.tenantId);
    if (!user || !tenant) throw notFound('user');
    const roles = (await rolesOfUsers(context.tx, [id])).get(id) ?? [];
    return {
      user: presentUser(user, roles),
      tenant: { id: tenant.tenantId, name: tenant.name, slug: tenant.slug },
      permissions: [...context.principal.permissions],
      is_operator: context.principal.isOperator,
      must_change_password: user.temporaryPasswordUntil !== null,
      features: deps.features,
      limits: deps.limits,
    };
  });
}
