import type { JsonObject } from '@agentforge/kernel/json';
import { functionName } from '@agentforge/plugin-kit/function-name';
import { attempt } from '@agentforge/plugin-kit/http-answer';
import { field } from '@agentforge/plugin-kit/manifest';
import { defineTool, type Passage, type ToolContext, type ToolResult } from '@agentforge/plugin-kit/tool';
import { z } from 'zod';

const knowledgeConfig = z.object({
  knowledge_base_id: field(z.string().min(1).max(64), {
    title: 'Knowledge base',
    description: 'The documents the agent searches.',
  }),
  top_k: field(z.int().min(1).max(20).default(5), {
    title: 'Passages per search',
    widget: 'number',
    advanced: true,
  }),
  search_type: field(z.enum(['hybrid', 'semantic', 'keyword']).default('hybrid'), {
    title: 'Search type',
    widget: 'select',
    advanced: true,
  }),
});

const longestQuery = 2_000;

function placeOf({ page, section, row, url }: Passage['locator']): JsonObject {
  return {
    ...(page === undefined ? {} : { page }),
    ...(section === undefined ? {} : { section }),
    ...(row === undefined ? {} : { row }),
    ...(url === undefined ? {} : { url }),
  };
}

function found(passages: Passage[]): ToolResult {
  const content: JsonObject = {
    passages: passages.map(({ title, text, locator }, index) => ({
      number: index + 1,
      title,
      ...placeOf(locator),
      text,
    })),
    note:
      passages.length === 0
        ? 'Nothing was found. Try other words, or say that the documents do not answer this.'
        : 'Answer only from these passages and cite them by number, like [1].',
  };
  // Documents are the organization's own, and anyone may have written what is in them.
  return { ok: true, content, passages, labels: ['private', 'untrusted'] };
}

async function search(
  config: z.output<typeof knowledgeConfig>,
  args: JsonObject,
  context: ToolContext,
): Promise<ToolResult> {
  const query = typeof args.query === 'string' ? args.query.trim().slice(0, longestQuery) : '';
  if (query === '') return { ok: false, content: null, error: 'The query is empty. Say what to search for.' };
  const options = { topK: config.top_k, searchType: config.search_type };
  return attempt(
    context,
    false,
    (text) => text,
    async () => found(await context.knowledge.search(config.knowledge_base_id, query, options)),
  );
}

/** The `knowledge` tool: search in one knowledge base, with passages an answer can cite. */
export const knowledgeTool = defineTool({
  manifest: {
    type: 'knowledge',
    name: 'Knowledge base',
    description: 'Lets an agent search your documents and answer from them with citations.',
    icon: 'book-open',
    category: 'knowledge',
  },
  config: knowledgeConfig,
  functions: (tool) => [
    {
      name: functionName(tool, 'search_'),
      description:
        `Searches the documents of "${tool.name}". ${tool.description.trim()} Use it whenever the answer may be in these documents, before answering from memory.`.replace(
          /\s+/g,
          ' ',
        ),
      parameters: {
        type: 'object',
        properties: {
          query: {
            type: 'string',
            description: 'What to look for: a full question or the important words, in the language of the documents.',
          },
        },
        required: ['query'],
        additionalProperties: false,
      },
      risk: 'read',
      idempotent: true,
      execute: (args, context) => search(tool.config, args, context),
    },
  ],
});
