import { createRole } from '@agentforge/contracts/access/endpoints';
import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import { assertInvariant } from '@agentforge/kernel/trust';
import { type Verb, verb } from '../../platform/verb.ts';
import { requireHeld } from './access.policy.ts';
import { presentRole } from './role-view.ts';
import { findRole, insertRole, nameTaken } from './roles.repository.ts';

export function createRoleVerb(): Verb {
  return verb(createRole, async (context, { body }) => {
    requireHeld(context, body.permissions);
    if (await nameTaken(context.tx, body.name)) throw roleNameTaken(body.name);
    const id = newId('role');
    await insertRole(context.tx, { tenantId: context.tenantId, id, defaultKey: null, ...body });
    const row = await findRole(context.tx, id);
    assertInvariant(row, 'a role just inserted is there');
    return presentRole(context, row, 0);
  });
}

export function roleNameTaken(name: string): AppError {
  return new AppError('conflict', { detail: `There is already a role called "${name}". Choose another name.` });
}
