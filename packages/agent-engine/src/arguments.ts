import { createHash } from 'node:crypto';
import type { FieldError } from '@agentforge/kernel/errors';
import {
  canonicalJson,
  isJsonObject,
  type Json,
  JsonLimitError,
  type JsonObject,
  toPlainJson,
} from '@agentforge/kernel/json';
import type { CallProblem } from './events.ts';
import { checkJson } from './json-schema.ts';
import { engineLimits } from './limits.ts';

export type ParsedArguments = { ok: true; value: JsonObject } | { ok: false; problem: CallProblem; message: string };

/** Reads a model's arguments and checks them against the function's JSON Schema. Never throws. */
export function parseArguments(text: string, schema: Record<string, unknown>): ParsedArguments {
  if (text.length > engineLimits.argumentsCharacters) {
    return problem(
      'arguments_too_long',
      `The arguments are longer than ${engineLimits.argumentsCharacters} characters.`,
    );
  }
  const json = parseJson(text);
  if (json === undefined)
    return problem('malformed_arguments', 'The arguments are not valid JSON, or nested too deeply.');
  return checkArguments(json, schema);
}

/** Checks arguments that are JSON already, for example those a person edited. */
export function checkArguments(json: Json, schema: Record<string, unknown>): ParsedArguments {
  if (!isJsonObject(json)) return problem('invalid_arguments', 'The arguments must be a JSON object.');
  const checked = checkJson({ type: 'object', ...schema }, json);
  if (!checked.ok) return problem('invalid_arguments', `The arguments are not valid: ${sentence(checked.errors)}`);
  return isJsonObject(checked.value)
    ? { ok: true, value: checked.value }
    : problem('invalid_arguments', 'Not an object.');
}

function problem(code: CallProblem, message: string): ParsedArguments {
  return { ok: false, problem: code, message };
}

function parseJson(text: string): Json | undefined {
  try {
    // Some models send nothing at all for a function without parameters.
    return toPlainJson(text.trim() === '' ? {} : JSON.parse(text), engineLimits.argumentsDepth);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof JsonLimitError || error instanceof RangeError)
      return undefined;
    throw error;
  }
}

function sentence(errors: readonly FieldError[]): string {
  return `${errors.map(({ path, message }) => (path === '' ? message : `${path} ${message}`)).join('; ')}.`;
}

/** Hex SHA-256 of the canonical JSON: what an approval is bound to. */
export function argumentsHash(args: JsonObject): string {
  return createHash('sha256').update(canonicalJson(args)).digest('hex');
}

/** A hash for calls whose arguments could not be read, so that repeats of them are recognized too. */
export function textHash(text: string): string {
  return createHash('sha256').update('text:').update(text).digest('hex');
}
