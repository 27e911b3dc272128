import type { Tool } from '@agentforge/contracts/tools/schemas';

/** What this person may do with a tool: the server's word on the row, else the permission. */
export function toolRights(tool: Pick<Tool, 'policy'>, can: (permission: string) => boolean) {
  return {
    add: can('tools:write'),
    edit: tool.policy?.edit ?? can('tools:edit'),
    delete: tool.policy?.delete ?? can('tools:delete'),
  };
}
