import type { Room } from '../../platform/room.ts';
import type { PlatformServices } from '../../platform/services.ts';
import type { MemoryAgentsPort } from './memory.ports.ts';
import { MemoryKeeper } from './memory-keeper.ts';
import { memoryVerbs } from './my-memory.ts';

export type MemoryDoor = Pick<MemoryKeeper, 'recall' | 'keep'>;

export function createMemoryRoom(deps: Pick<PlatformServices, 'database' | 'clock'> & { agents: MemoryAgentsPort }): {
  room: Room;
  door: MemoryDoor;
} {
  return { room: { name: 'memory', verbs: memoryVerbs(deps.agents) }, door: new MemoryKeeper(deps) };
}
