import type { ModelInfo } from '@agentforge/plugin-kit/provider';

/** The server itself lists what it has. */
export const models: readonly ModelInfo[] = [];
