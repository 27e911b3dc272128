import type { Room } from '../../platform/room.ts';
import { createTriggerVerb } from './create-trigger.ts';
import { forgetOldDeliveries } from './deliveries.repository.ts';
import { listDeliveriesVerb } from './list-deliveries.ts';
import { getTriggerVerb, listTriggersVerb } from './list-triggers.ts';
import { receiveHookVerb } from './receive-hook.ts';
import { rotateSecretVerb } from './rotate-secret.ts';
import { testTriggerVerb } from './test-trigger.ts';
import type { TriggerDeps } from './trigger-deps.ts';
import { deleteTriggerVerb, updateTriggerVerb } from './update-trigger.ts';

export function createTriggersRoom(deps: TriggerDeps): { room: Room } {
  const verbs = [
    listTriggersVerb(deps),
    createTriggerVerb(deps),
    getTriggerVerb(deps),
    updateTriggerVerb(deps),
    deleteTriggerVerb(deps),
    rotateSecretVerb(deps),
    testTriggerVerb(deps),
    listDeliveriesVerb(deps),
    receiveHookVerb(deps),
  ];
  const housekeeping = [{ name: 'old trigger deliveries', run: forgetOldDeliveries }];
  return { room: { name: 'triggers', verbs, housekeeping } };
}
