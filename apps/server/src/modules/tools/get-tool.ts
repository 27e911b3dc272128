import { getTool } from '@agentforge/contracts/tools/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { answerRevision } from '../../platform/revision.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import type { ToolViewer } from './tool-view.ts';
import { findTool } from './tools.repository.ts';

export function getToolVerb(viewer: ToolViewer): Verb {
  return verb(getTool, async (context, { params }) => {
    const row = await findTool(context.tx, params.tool_id);
    if (!row) throw notFound('tool');
    answerRevision(context, row.revision);
    return viewer.present(context, row);
  });
}
