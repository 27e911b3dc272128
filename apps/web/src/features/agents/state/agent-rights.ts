import type { Agent } from '@agentforge/contracts/agents/schemas';

/** What this person may do with an agent: the server's word on the row, else the permission. */
export function agentRights({ policy }: Pick<Agent, 'policy'>, can: (permission: string) => boolean) {
  return {
    create: can('agents:write'),
    edit: policy?.edit ?? can('agents:write'),
    delete: policy?.delete ?? can('agents:delete'),
    execute: policy?.execute ?? can('agents:execute'),
    publish: policy?.publish ?? policy?.edit ?? can('agents:write'),
  };
}
