import { createHash } from 'node:crypto';
import { type AgentDefinition, agentDefinition } from '@agentforge/contracts/agents/schemas';
import { AppError } from '@agentforge/kernel/errors';
import { canonicalJson, isJsonObject, type JsonObject, toPlainJson } from '@agentforge/kernel/json';
import { fieldErrors } from '../../platform/parse.ts';

const fieldNames = Object.keys(agentDefinition.shape);
const merging = new Set(['parameters', 'personality', 'guardrails', 'budget', 'approval_policy']);

/** Equal definitions have equal hashes, whatever the order of their keys. */
export function hashOf(definition: AgentDefinition): string {
  return createHash('sha256')
    .update(canonicalJson(toPlainJson(definition)))
    .digest('base64url');
}

/** The definition inside a body that also carries status and access. */
export function definitionOf(body: Record<string, unknown>): AgentDefinition {
  const own = Object.fromEntries(
    fieldNames.filter((name) => body[name] !== undefined).map((name) => [name, body[name]]),
  );
  return parseDefinition(own);
}

/** What is left out stays; nested objects merge by their top-level fields. */
export function mergeDefinition(before: AgentDefinition, patch: Record<string, unknown>): AgentDefinition {
  const merged: JsonObject = plainObject(before);
  for (const name of fieldNames) {
    const value = patch[name];
    if (value === undefined) continue;
    const present = merged[name];
    const merges = merging.has(name) && isJsonObject(present);
    merged[name] = merges ? { ...present, ...plainObject(value) } : toPlainJson(value);
  }
  return parseDefinition(merged);
}

/** Fields in the order of the form, with defaults of fields that are newer: `jsonb` keeps no order of its own. */
export function inFieldOrder(definition: AgentDefinition): AgentDefinition {
  return agentDefinition.safeParse(definition).data ?? definition;
}

export function plainObject(value: unknown): JsonObject {
  const plain = toPlainJson(value);
  return isJsonObject(plain) ? plain : {};
}

/** Throws `invalid_input` naming fields. */
export function parseDefinition(value: unknown, prefix = ''): AgentDefinition {
  const parsed = agentDefinition.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error, prefix);
  const detail = errors.slice(0, 5).map((error) => `${error.path}: ${error.message}`);
  throw new AppError('invalid_input', { detail: detail.join('; '), errors });
}

/** What those see who may not edit: not the instructions the model is given. */
export function withoutPrompt(definition: AgentDefinition): AgentDefinition {
  return {
    ...definition,
    goal: '',
    tasks: definition.tasks.map((task) => ({ ...task, description: '', instructions: [] })),
    guardrails: { ...definition.guardrails, avoid_topics: [], focus_topics: [] },
    approval_policy: { ...definition.approval_policy, rules: [] },
  };
}
