import { listTools } from '@agentforge/contracts/tools/endpoints';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import type { ToolViewer } from './tool-view.ts';
import { listToolRows } from './tools.repository.ts';

export function listToolsVerb(viewer: ToolViewer): Verb {
  return verb(listTools, async (context, { query }) => {
    const page = toPage(await listToolRows(context.tx, query), query.limit, (row) => row);
    return { data: await viewer.presentAll(context, page.data), next_cursor: page.next_cursor };
  });
}
