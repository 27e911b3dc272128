import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, jsonObject, listQuery, noContent, page } from '../shared/schemas.ts';
import { createToolBody, patchToolBody, putToolBody, reprocess, tool, toolTest, toolType } from './schemas.ts';

const toolParams = z.strictObject({ tool_id: id('tool') });
const savedTool = tool.extend({ reprocess });

export const listToolTypes = endpoint({
  id: 'tool_types.list',
  method: 'GET',
  path: '/api/v1/tool-types',
  access: 'tools:read',
  summary: 'Kinds of tools that can be added',
  answer: z.object({ data: z.array(toolType), next_cursor: z.null() }),
});

export const listTools = endpoint({
  id: 'tools.list',
  method: 'GET',
  path: '/api/v1/tools',
  access: 'tools:read',
  summary: 'Tools of the organization',
  query: listQuery.extend({ type: z.string().max(60).optional() }),
  answer: page(tool),
});

export const createTool = endpoint({
  id: 'tools.create',
  method: 'POST',
  path: '/api/v1/tools',
  access: 'tools:write',
  summary: 'Add a tool',
  body: createToolBody,
  answer: tool,
  status: 201,
});

export const getTool = endpoint({
  id: 'tools.get',
  method: 'GET',
  path: '/api/v1/tools/{tool_id}',
  access: 'tools:read',
  summary: 'One tool',
  params: toolParams,
  answer: tool,
  versioned: true,
});

export const patchTool = endpoint({
  id: 'tools.update',
  method: 'PATCH',
  path: '/api/v1/tools/{tool_id}',
  access: 'tools:edit',
  summary: 'Change some fields of a tool',
  params: toolParams,
  body: patchToolBody,
  answer: savedTool,
  versioned: true,
});

export const putTool = endpoint({
  id: 'tools.replace',
  method: 'PUT',
  path: '/api/v1/tools/{tool_id}',
  access: 'tools:edit',
  summary: 'Replace the editable fields of a tool',
  params: toolParams,
  body: putToolBody,
  answer: savedTool,
  versioned: true,
});

export const deleteTool = endpoint({
  id: 'tools.delete',
  method: 'DELETE',
  path: '/api/v1/tools/{tool_id}',
  access: 'tools:delete',
  summary: 'Delete a tool; it leaves the drafts that use it',
  params: toolParams,
  answer: noContent,
  status: 204,
});

export const testTool = endpoint({
  id: 'tools.test',
  method: 'POST',
  path: '/api/v1/tools/{tool_id}/test',
  access: 'tools:edit',
  summary: 'Call the tool once with these parameters',
  params: toolParams,
  body: z.strictObject({ parameters: jsonObject.default({}), function: z.string().max(64).optional() }),
  answer: toolTest,
  limitPerMinute: 60,
});

export const testToolDraft = endpoint({
  id: 'tools.test_draft',
  method: 'POST',
  path: '/api/v1/tools/test',
  access: 'tools:write',
  summary: 'Call a tool once before it is saved',
  body: createToolBody.extend({ parameters: jsonObject.default({}) }),
  answer: toolTest,
  limitPerMinute: 60,
});

export const duplicateTool = endpoint({
  id: 'tools.duplicate',
  method: 'POST',
  path: '/api/v1/tools/{tool_id}/duplicate',
  access: 'tools:write',
  summary: 'Copy a tool with all its settings; secrets are copied only for those who may edit the original',
  params: toolParams,
  answer: tool,
  status: 201,
});

export const importOpenApi = endpoint({
  id: 'tools.import_openapi',
  maxBodyBytes: 12 * 1024 * 1024,
  method: 'POST',
  path: '/api/v1/tools/import-openapi',
  access: 'tools:write',
  summary: 'Read an OpenAPI document into tool drafts; nothing is saved',
  body: z.strictObject({ url: z.string().max(2048).optional(), document: z.string().max(5_000_000).optional() }),
  answer: z.object({
    title: z.string(),
    operations: z.array(
      z.object({ name: z.string(), description: z.string(), config: jsonObject, warnings: z.array(z.string()) }),
    ),
  }),
});
