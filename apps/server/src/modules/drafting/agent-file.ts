import { type AgentDefinition, agentDefinition, approvalRule } from '@agentforge/contracts/agents/schemas';
import { AppError } from '@agentforge/kernel/errors';
import { JsonLimitError, toPlainJson } from '@agentforge/kernel/json';
import { parse, stringify, YAMLError } from 'yaml';
import { z } from 'zod';
import { fieldErrors } from '../../platform/parse.ts';
import type { NamedThing, Surroundings } from './drafting.ports.ts';

const names = z.array(z.string().trim().min(1).max(200)).max(100).default([]);

/** Tools and approvers by name instead of by id; ids mean nothing elsewhere. */
const fileRule = approvalRule
  .omit({ tool_id: true, approvers: true, escalation: true })
  .extend({ tool: z.string().max(200).default('*') });

/** The portable form of an agent, version 1. */
const agentFile = z.strictObject({
  kind: z.literal('Agent'),
  version: z.literal(1),
  agent: z.strictObject({
    ...agentDefinition.omit({ tool_ids: true, knowledge_base_ids: true, approval_policy: true }).shape,
    tools: names,
    knowledge_bases: names,
    approval_policy: z
      .strictObject({
        rules: z.array(fileRule).max(100).default([]),
        information_flow: z.enum(['block', 'ask', 'allow']).default('ask'),
      })
      .default({ rules: [], information_flow: 'ask' }),
  }),
});

export type AgentFile = z.output<typeof agentFile>;

/** Approvers and secrets stay here: a file carries neither. */
export function toFile(definition: AgentDefinition, { tools, bases }: Surroundings): AgentFile {
  const { tool_ids: toolIds, knowledge_base_ids: baseIds, approval_policy: policy, ...rest } = definition;
  const toolNames = new Map(tools.map((tool) => [tool.id, tool.name]));
  const baseNames = new Map(bases.map((base) => [base.id, base.name]));
  const known = (ids: readonly string[], byId: ReadonlyMap<string, string>) =>
    ids.map((id) => byId.get(id)).filter((name) => name !== undefined);
  const rules = policy.rules.flatMap(({ tool_id: toolId, approvers: _kept, escalation: _levels, ...rule }) => {
    const tool = toolId === '*' ? '*' : toolNames.get(toolId);
    return tool === undefined ? [] : [{ ...rule, tool }];
  });
  return {
    kind: 'Agent',
    version: 1,
    agent: {
      ...rest,
      tools: known(toolIds, toolNames),
      knowledge_bases: known(baseIds, baseNames),
      approval_policy: { rules, information_flow: policy.information_flow },
    },
  };
}

export function fileText(file: AgentFile, format: 'yaml' | 'json'): string {
  return format === 'json' ? `${JSON.stringify(file, null, 2)}\n` : stringify(file, { lineWidth: 100 });
}

/** Reads YAML or JSON text, or a parsed file. Throws `invalid_input` that says what does not fit. */
export function readFile(given: string | Record<string, unknown>): AgentFile {
  const parsed = agentFile.safeParse(plain(typeof given === 'string' ? parseText(given) : given));
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error);
  const detail = errors.slice(0, 5).map((error) => `${error.path || 'document'}: ${error.message}`);
  throw new AppError('invalid_input', { detail: `This is not an agent file. ${detail.join('; ')}`, errors });
}

function parseText(text: string): unknown {
  try {
    // Aliases could grow a small text into a huge object.
    return parse(text, { maxAliasCount: 20, logLevel: 'error' });
  } catch (error) {
    if (!(error instanceof YAMLError) && !(error instanceof ReferenceError)) throw error;
    const [reason] = error.message.split('\n');
    throw new AppError('invalid_input', {
      detail: `The file is neither YAML nor JSON: ${reason}`,
      errors: [{ path: 'document', message: 'is neither YAML nor JSON' }],
    });
  }
}

function plain(value: unknown): unknown {
  try {
    return toPlainJson(value);
  } catch (error) {
    if (error instanceof JsonLimitError) throw new AppError('invalid_input', { detail: error.message });
    throw error;
  }
}

/** The file as a definition here. What the tenant does not have is left out and said in `warnings`. */
export function fromFile(file: AgentFile, { tools, bases }: Surroundings) {
  const warnings: string[] = [];
  const { tools: toolNames, knowledge_bases: baseNames, approval_policy: policy, ...rest } = file.agent;
  const match = (things: readonly NamedThing[], name: string) =>
    things.find((thing) => thing.name.toLowerCase() === name.toLowerCase())?.id;
  const bind = (wanted: readonly string[], things: readonly NamedThing[], what: string) =>
    wanted.flatMap((name) => {
      const id = match(things, name);
      if (id === undefined)
        warnings.push(`There is no ${what} called "${name}" here; add it and choose it in the agent.`);
      return id === undefined ? [] : [id];
    });
  const rules = policy.rules.flatMap(({ tool, ...rule }) => {
    const toolId = tool === '*' ? '*' : match(tools, tool);
    if (toolId === undefined) warnings.push(`An approval rule for the tool "${tool}" was left out.`);
    return toolId === undefined ? [] : [{ ...rule, tool_id: toolId }];
  });
  const definition: AgentDefinition = {
    ...rest,
    tool_ids: [...new Set(bind(toolNames, tools, 'tool'))],
    knowledge_base_ids: [...new Set(bind(baseNames, bases, 'knowledge base'))],
    approval_policy: { rules, information_flow: policy.information_flow },
  };
  return { definition, warnings };
}
