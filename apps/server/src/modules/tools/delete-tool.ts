import { deleteTool } from '@agentforge/contracts/tools/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { deleteToolRow, findToolToChange } from './tools.repository.ts';

/** Drafts that use it drop it when they hear `tool.deleted`; published versions stay, and a run says that it is gone. */
export function deleteToolVerb(): Verb {
  return verb(deleteTool, async (context, { params }) => {
    const row = await findToolToChange(context.tx, params.tool_id);
    if (!row) throw notFound('tool');
    context.revision(row.revision);
    await deleteToolRow(context.tx, row.id);
    context.audit({ resource: { kind: 'tools', id: row.id }, details: { name: row.name, type: row.type } });
    await context.emit({ type: 'tool.deleted', data: { tool_id: row.id } });
    return undefined;
  });
}
