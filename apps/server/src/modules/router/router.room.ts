import type { Room } from '../../platform/room.ts';
import type { PlatformServices } from '../../platform/services.ts';
import type { ModelRegistry } from '../models/index.ts';
import { ModelChooser } from './choose-model.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { forgetOldVectors } from './embedding-cache.repository.ts';
import { Embeddings } from './embeddings.ts';
import type { ModelGuards } from './guarded-model.ts';
import { Queues } from './queues.ts';

export interface RouterDeps extends Pick<PlatformServices, 'database' | 'logger' | 'clock' | 'minutes'> {
  registry: ModelRegistry;
}

/** What other rooms ask of the router: callable models by id or route. */
export type RouterDoor = ModelChooser;

export function createRouterRoom(deps: RouterDeps): { room: Room; door: RouterDoor } {
  const queues = new Queues(deps.clock, deps.minutes);
  const guards: ModelGuards = { breaker: new CircuitBreaker(deps.clock), queues, random: Math.random };
  const embeddings = new Embeddings({ ...deps, guards });
  return {
    room: { name: 'router', verbs: [], housekeeping: [{ name: 'unused embeddings', run: forgetOldVectors }] },
    door: new ModelChooser({ registry: deps.registry, guards, embeddings }),
  };
}
