import type { ConfigPlace } from '../../platform/plugin-config.ts';

/** Where the secrets of a tool are sealed to. */
export function toolPlace(tenantId: string, id: string): ConfigPlace {
  return { tenantId, row: `tools/${id}` };
}
