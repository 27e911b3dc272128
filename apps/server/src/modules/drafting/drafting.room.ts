import type { Room } from '../../platform/room.ts';
import type { DraftingDeps } from './drafting.ports.ts';
import { exportAgentVerb } from './export-agent.ts';
import { generateConfigVerb } from './generate-config.ts';
import { importAgentVerb } from './import-agent.ts';

export function createDraftingRoom(deps: DraftingDeps): { room: Room } {
  return {
    room: { name: 'drafting', verbs: [generateConfigVerb(deps), importAgentVerb(deps), exportAgentVerb(deps)] },
  };
}
