export type { DraftingDeps } from './drafting.ports.ts';
export { createDraftingRoom } from './drafting.room.ts';
