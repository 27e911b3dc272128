import {
  type AgentDefinition,
  agentDefinition,
  guardrails,
  personality,
  task,
} from '@agentforge/contracts/agents/schemas';
import { isJsonObject, type Json, type JsonObject, toPlainJson } from '@agentforge/kernel/json';
import type { z } from 'zod';
import type { Draft } from './built-in-draft.ts';

/** The first JSON object in a model's text: alone, in a code fence, or between other words. Null when there is none. */
export function jsonInText(text: string): JsonObject | null {
  const fenced = /```(?:json)?\s*([\s\S]*?)```/i.exec(text)?.[1];
  const between = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  for (const candidate of [text, fenced, between]) {
    const parsed = candidate === undefined ? null : parsedObject(candidate);
    if (parsed !== null) return parsed;
  }
  return null;
}

function parsedObject(text: string): JsonObject | null {
  try {
    const value = toPlainJson(JSON.parse(text));
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * Takes from a model's answer what fits, field by field; the rest stays as drafted. Model, tools, budget and approvals are
 * never taken from it, and protections that are on stay on.
 */
export function adopt(draft: Draft, answer: JsonObject): Draft {
  const { config } = draft;
  const whole = agentDefinition.safeParse({
    ...config,
    name: fitting(agentDefinition.shape.name, answer['name']) ?? config.name,
    icon: shortIcon(answer['icon']) ?? config.icon,
    description: fitting(agentDefinition.shape.description, answer['description']) ?? config.description,
    goal: filledText(answer['goal']) ?? config.goal,
    personality: { ...config.personality, ...fittingParts(personality, answer['personality']) },
    guardrails: guarded(config.guardrails, fittingParts(guardrails, answer['guardrails'])),
    tasks: tasksOf(answer['tasks']) ?? config.tasks,
  });
  if (!whole.success) return draft;
  return { config: whole.data, reasons: { ...draft.reasons, ...reasonsOf(answer['reasons']) } };
}

function fitting<Output>(schema: z.ZodType<Output>, value: Json | undefined): Output | undefined {
  return value === undefined ? undefined : schema.safeParse(value).data;
}

function filledText(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.trim().length >= 10 ? value.trim().slice(0, 10_000) : undefined;
}

/** An emoji, possibly of several code points; never an address or a picture. */
function shortIcon(value: Json | undefined): string | undefined {
  return typeof value === 'string' && /^\p{Extended_Pictographic}/u.test(value) && value.length <= 16
    ? value
    : undefined;
}

function fittingParts(schema: z.ZodObject, value: Json | undefined): Record<string, unknown> {
  if (!isJsonObject(value)) return {};
  const parts = Object.entries(schema.shape).flatMap(([name, part]): [string, unknown][] => {
    const given = value[name];
    if (given === undefined) return [];
    const parsed = schema.partial().safeParse({ [name]: given });
    return part && parsed.success ? [[name, given]] : [];
  });
  return Object.fromEntries(parts);
}

function guarded(before: AgentDefinition['guardrails'], wanted: Record<string, unknown>): Record<string, unknown> {
  const stillOn = Object.entries(before).filter(([, value]) => value === true);
  return { ...before, ...wanted, ...Object.fromEntries(stillOn) };
}

function tasksOf(value: Json | undefined): AgentDefinition['tasks'] | undefined {
  if (!Array.isArray(value)) return undefined;
  const tasks = value.slice(0, 8).flatMap((item, index) => {
    const named = isJsonObject(item) ? { ...item, id: `task-${index + 1}` } : item;
    const parsed = task.strip().safeParse(named);
    return parsed.success && parsed.data.instructions.length > 0 ? [parsed.data] : [];
  });
  return tasks.length === 0 ? undefined : tasks;
}

function reasonsOf(value: Json | undefined): Record<string, string> {
  if (!isJsonObject(value)) return {};
  const known = new Set(Object.keys(agentDefinition.shape));
  return Object.fromEntries(
    Object.entries(value).flatMap(([field, reason]): [string, string][] =>
      known.has(field) && typeof reason === 'string' ? [[field, reason.slice(0, 500)]] : [],
    ),
  );
}
