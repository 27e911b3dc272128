import type { ModelInfo } from '@agentforge/plugin-kit/provider';

/** Deployments have names of their own, so nothing can be known beforehand. */
export const models: readonly ModelInfo[] = [];
