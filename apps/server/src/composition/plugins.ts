import { localBlobStore } from '@agentforge/blob-stores/local';
import { provider as anthropic } from '@agentforge/providers/anthropic';
import { provider as demo } from '@agentforge/providers/demo';
import { provider as ollama } from '@agentforge/providers/ollama';
import { provider as openai } from '@agentforge/providers/openai';
import { provider as openaiCompatible } from '@agentforge/providers/openai-compatible';
import { trusted } from '@agentforge/kernel/trust';
import type { BlobStore } from '@agentforge/plugin-kit/blob-store';
import type { ProviderPlugin } from '@agentforge/plugin-kit/provider';
import type { ToolPlugin } from '@agentforge/plugin-kit/tool';
import { apiTool, importOpenApi } from '@agentforge/tools/api';
import { knowledgeTool } from '@agentforge/tools/knowledge';
import { webhookTool } from '@agentforge/tools/webhook';

const anyProvider = (plugin: unknown) =>
  trusted<ProviderPlugin>(plugin, 'each parses its own config before it is used');
const anyTool = (plugin: unknown) => trusted<ToolPlugin>(plugin, 'each parses its own config before it is used');

/** In the order of the settings page. A plug-in is in the product when it stands here. */
export const providerPlugins: readonly ProviderPlugin[] = [openai, anthropic, ollama, openaiCompatible, demo].map(
  anyProvider,
);
export const toolPlugins: readonly ToolPlugin[] = [apiTool, webhookTool, knowledgeTool].map(anyTool);

/** Where files lie. */
export const openBlobStore = (directory: string): BlobStore => localBlobStore({ root: directory });
/** Gives the search functions of an agent's knowledge bases their shape. */
export const knowledgePlugin: ToolPlugin = anyTool(knowledgeTool);

export { importOpenApi };
