import { localBlobStore } from '@agentforge/blob-stores/local';
import { messageOf } from '@agentforge/kernel/errors';
import { trusted } from '@agentforge/kernel/trust';
import { parseSmtpUrl, smtpMailer } from '@agentforge/mailers/smtp';
import type { BlobStore } from '@agentforge/plugin-kit/blob-store';
import type { Mailer } from '@agentforge/plugin-kit/mailer';
import type { ProviderPlugin } from '@agentforge/plugin-kit/provider';
import type { ToolPlugin } from '@agentforge/plugin-kit/tool';
import { provider as amazonBedrock } from '@agentforge/providers/amazon-bedrock';
import { provider as anthropic } from '@agentforge/providers/anthropic';
import { provider as azure } from '@agentforge/providers/azure';
import { provider as cohere } from '@agentforge/providers/cohere';
import { provider as deepseek } from '@agentforge/providers/deepseek';
import { provider as demo } from '@agentforge/providers/demo';
import { provider as google } from '@agentforge/providers/google';
import { provider as groq } from '@agentforge/providers/groq';
import { provider as lmStudio } from '@agentforge/providers/lm-studio';
import { provider as mistral } from '@agentforge/providers/mistral';
import { provider as ollama } from '@agentforge/providers/ollama';
import { provider as openai } from '@agentforge/providers/openai';
import { provider as openaiCompatible } from '@agentforge/providers/openai-compatible';
import { provider as openrouter } from '@agentforge/providers/openrouter';
import { provider as perplexity } from '@agentforge/providers/perplexity';
import { provider as together } from '@agentforge/providers/together';
import { provider as vllm } from '@agentforge/providers/vllm';
import { provider as xai } from '@agentforge/providers/xai';
import { agentTool } from '@agentforge/tools/agent';
import { apiTool, importOpenApi } from '@agentforge/tools/api';
import { knowledgeTool } from '@agentforge/tools/knowledge';
import { webhookTool } from '@agentforge/tools/webhook';
import { ConfigurationError } from '../platform/config/environment.ts';

const anyProvider = (plugin: unknown) =>
  trusted<ProviderPlugin>(plugin, 'each parses its own config before it is used');
const anyTool = (plugin: unknown) => trusted<ToolPlugin>(plugin, 'each parses its own config before it is used');

/** In the order of the settings page. A plug-in is in the product when it stands here. */
export const providerPlugins: readonly ProviderPlugin[] = [
  openai,
  anthropic,
  google,
  azure,
  amazonBedrock,
  mistral,
  cohere,
  groq,
  deepseek,
  xai,
  together,
  openrouter,
  perplexity,
  ollama,
  lmStudio,
  vllm,
  openaiCompatible,
  demo,
].map(anyProvider);
export const toolPlugins: readonly ToolPlugin[] = [apiTool, webhookTool, knowledgeTool, agentTool].map(anyTool);

/** Where files lie. */
export const openBlobStore = (directory: string): BlobStore => localBlobStore({ root: directory });
/** The operator's mail server, or null where none is set up. Throws {@link ConfigurationError}. */
export function openMailer({ smtpUrl, baseUrl }: { smtpUrl: string | null; baseUrl: string }): Mailer | null {
  if (smtpUrl === null) return null;
  try {
    return smtpMailer.create(parseSmtpUrl(smtpUrl, `AgentForge <agentforge@${new URL(baseUrl).hostname}>`));
  } catch (error) {
    throw new ConfigurationError(`The configuration is not valid:\n  SMTP_URL: ${messageOf(error)}`);
  }
}

/** Gives the search functions of an agent's knowledge bases their shape. */
export const knowledgePlugin: ToolPlugin = anyTool(knowledgeTool);

export { importOpenApi };
