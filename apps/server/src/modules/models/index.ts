export type { ConnectionLimits } from './connection-options.ts';
export type { ConnectionFacts } from './connections.ts';
export type { ModelRegistry } from './model-registry.ts';
export { createModelsRoom, type ModelsDoor } from './models.room.ts';
export type { ModelSettings } from './tenant-settings.ts';
