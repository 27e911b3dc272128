import type { JsonObject } from '@agentforge/kernel/json';
import { functionName } from '@agentforge/plugin-kit/function-name';
import { field } from '@agentforge/plugin-kit/manifest';
import { defineTool, type ToolContext, type ToolResult } from '@agentforge/plugin-kit/tool';
import { z } from 'zod';

const agentConfig = z.object({
  agent_id: field(z.string().min(1).max(64), {
    title: 'Agent',
    description: 'The published agent that is asked.',
  }),
});

const longestMessage = 20_000;
/** The run that is started has its own limits; this only stops waiting for one that lost its process. */
const longestWaitMs = 60 * 60_000;

async function ask(config: z.output<typeof agentConfig>, args: JsonObject, context: ToolContext): Promise<ToolResult> {
  const message = typeof args.message === 'string' ? args.message.trim().slice(0, longestMessage) : '';
  if (message === '') return failed('The message is empty. Say what the agent should do.');
  if (context.agents === undefined) return failed('Agents can be asked only from a conversation with an agent.');
  return context.agents.ask(config.agent_id, message);
}

function failed(error: string): ToolResult {
  return { ok: false, content: null, error };
}

/** The `agent` tool: another agent of the organization, asked with a message and answering with its answer. */
export const agentTool = defineTool({
  manifest: {
    type: 'agent',
    name: 'Another agent',
    description: 'Lets an agent hand a task to another agent of your organization and use its answer.',
    icon: 'bot',
    category: 'automation',
    // What the other agent does is judged where it does it, with the labels of what it was told.
    risk: 'read',
  },
  config: agentConfig,
  functions: (tool) => [
    {
      name: functionName(tool, 'ask_'),
      description: `Asks the agent "${tool.name}". ${tool.description.trim()} It knows nothing of this conversation: tell it everything it needs.`,
      parameters: {
        type: 'object',
        properties: {
          message: {
            type: 'string',
            description: 'The whole task in words, with all the facts the other agent needs for it.',
          },
        },
        required: ['message'],
        additionalProperties: false,
      },
      risk: 'read',
      // The same call finds the run it started before.
      idempotent: true,
      timeoutMs: longestWaitMs,
      execute: (args, context) => ask(tool.config, args, context),
    },
  ],
});
