import { checkJson } from '@agentforge/agent-engine/json-schema';
import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import { isJsonObject, JsonLimitError, type JsonObject, toPlainJson } from '@agentforge/kernel/json';
import type { ToolFunction, ToolPlugin, ToolResult } from '@agentforge/plugin-kit/tool';
import type { StreamContext } from '../../platform/context.ts';
import { allowedHostsOf } from './allowed-hosts.ts';
import type { ToolServices } from './tool-deps.ts';
import { functionsOf, type ToolFacts } from './tool-kinds.ts';

export interface Trial {
  plugin: ToolPlugin;
  tool: ToolFacts;
  /** With its secrets. */
  config: Record<string, unknown>;
  function?: string | undefined;
  parameters: Record<string, unknown>;
}

export interface TrialResult {
  ok: boolean;
  result?: unknown;
  error?: string;
  duration_ms: number;
}

const defaultSeconds = 30;

/** Calls one function once, outside any transaction. Throws `invalid_input` for arguments that do not fit. */
export async function tryFunction(
  context: StreamContext,
  { egress, knowledge }: Pick<ToolServices, 'egress' | 'knowledge'>,
  trial: Trial,
): Promise<TrialResult & { function: string }> {
  const chosen = choose(functionsOf(trial.plugin, trial.tool, trial.config), trial.function);
  const args = checkedArguments(chosen, trial.parameters);
  const seconds = trial.config['timeout_seconds'];
  const limitMs = (typeof seconds === 'number' ? seconds : defaultSeconds) * 1000;
  const timeout = AbortSignal.timeout(limitMs);
  const call = chosen.execute(args, {
    http: egress.client({ allowedHosts: allowedHostsOf(trial.config) }),
    knowledge: knowledge.searchFor(context),
    signal: AbortSignal.any([context.signal, timeout]),
    idempotencyKey: newId('toolCall'),
  });
  const started = performance.now();
  const outcome = await settle(context, call, timeout, limitMs);
  return { ...outcome, duration_ms: Math.round(performance.now() - started), function: chosen.name };
}

function choose(functions: readonly ToolFunction[], name: string | undefined): ToolFunction {
  const found = name === undefined ? functions[0] : functions.find((candidate) => candidate.name === name);
  if (found) return found;
  const known = functions.map((candidate) => candidate.name).join(', ');
  throw new AppError('rule_broken', {
    detail: `This tool has no function called "${name ?? ''}". It has: ${known}.`,
    errors: [{ path: 'function', message: 'is not a function of this tool' }],
  });
}

function checkedArguments(chosen: ToolFunction, parameters: Record<string, unknown>): JsonObject {
  const checked = checkJson(chosen.parameters, plainOrRefused(parameters));
  if (checked.ok) return isJsonObject(checked.value) ? checked.value : {};
  const errors = checked.errors.map(({ path, message }) => ({
    path: path === '' ? 'parameters' : `parameters.${path}`,
    message,
  }));
  const detail = errors.slice(0, 5).map((error) => `${error.path}: ${error.message}`);
  throw new AppError('invalid_input', { detail: detail.join('; '), errors });
}

function plainOrRefused(parameters: Record<string, unknown>) {
  try {
    return toPlainJson(parameters);
  } catch (error) {
    if (error instanceof JsonLimitError) throw new AppError('invalid_input', { detail: error.message });
    throw error;
  }
}

/** A plug-in that ignores its signal must not keep the request open. */
async function settle(
  context: StreamContext,
  call: Promise<ToolResult>,
  timeout: AbortSignal,
  limitMs: number,
): Promise<Omit<TrialResult, 'duration_ms'>> {
  const late = new Promise<ToolResult>((resolve) => {
    const error = `The tool did not answer within ${Math.round(limitMs / 1000)} seconds.`;
    timeout.addEventListener('abort', () => resolve({ ok: false, content: null, error }), { once: true });
  });
  try {
    const { ok, content, error } = await Promise.race([call, late]);
    if (ok) return { ok, result: content };
    return { ok, error: error ?? 'The tool reported an error.', ...(content === null ? {} : { result: content }) };
  } catch (error) {
    if (AppError.is(error) && error.detail !== undefined) return { ok: false, error: error.detail };
    context.logger.warn({ err: error }, 'a tool failed unexpectedly while it was tried out');
    return { ok: false, error: 'The tool failed unexpectedly. The server log has the reason.' };
  }
}
