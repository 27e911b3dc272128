import type { ModelMessage, ModelParameters, ModelRequest } from '@agentforge/plugin-kit/model';
import { newestTurns, shortenedResults, tokensOf } from './conversation-window.ts';
import type { ReasonCode } from './events.ts';
import { engineLimits } from './limits.ts';
import { questionMessage, runMessages } from './messages.ts';
import { openHistory } from './open-history.ts';
import type { PreparedRun } from './prepare.ts';
import { systemPrompt } from './prompt.ts';
import type { RunState } from './run-state.ts';

export interface SizedRequest {
  request: ModelRequest;
  estimatedInputTokens: number;
  maxOutputTokens: number;
}

/** The next model call, and how the conversation fits into it. */
export interface NextRequest extends SizedRequest {
  /** Messages of the conversation that do not fit. */
  leftOut: number;
  /** Tokens there are for the conversation. */
  historyRoom: number;
  /** Tokens of what cannot be left out: system prompt, question and tools. */
  fixedTokens: number;
  /** Tokens of the conversation that is sent. */
  historyTokens: number;
}

/** Why the next turn gets no tools and has to answer, if so. */
export function toolsWithheld(prepared: PreparedRun, state: RunState): ReasonCode | undefined {
  if (prepared.tools.length === 0) return undefined;
  if (state.steps.length >= prepared.limits.maxSteps - 1) return 'step_limit';
  for (const call of state.calls.values()) {
    if (call.request.problem === 'repeated_call') return 'repeated_calls';
    if (call.request.problem === 'tool_call_limit') return 'tool_call_limit';
  }
  return undefined;
}

/** The next model call: system prompt, as much of the conversation as fits, the question and this run's steps. */
export function nextRequest(prepared: PreparedRun, state: RunState, maxOutputTokens: number): NextRequest {
  const withheld = toolsWithheld(prepared, state);
  const offersTools = prepared.tools.length > 0 && withheld === undefined;
  const open = openHistory(prepared.plan, state);
  const system: ModelMessage = { role: 'system', text: systemText(prepared, state, withheld, open.summary?.text) };
  const question = questionMessage(prepared.plan, state);
  const window = prepared.model.contextWindow ?? engineLimits.contextWindow;
  const fixed = tokensOf([system, question]) + (offersTools ? prepared.toolTokens : 0);
  const mostInput = Math.min(window - maxOutputTokens, state.window.inputTokens ?? Number.POSITIVE_INFINITY);
  const room = Math.max(0, mostInput - fixed);
  const own = shortenedResults(runMessages(state), room);
  const ownTokens = tokensOf(own);
  const historyRoom = Math.max(0, room - ownTokens);
  const history = newestTurns(open.messages, historyRoom, engineLimits.historyMessages);
  const historyTokens = tokensOf(history);
  return {
    request: {
      messages: [system, ...history, question, ...own],
      ...(offersTools ? { tools: prepared.tools } : {}),
      parameters: parametersOf(prepared, maxOutputTokens),
    },
    estimatedInputTokens: fixed + ownTokens + historyTokens,
    maxOutputTokens,
    leftOut: open.messages.length - history.length,
    historyRoom,
    fixedTokens: fixed,
    historyTokens,
  };
}

function systemText(
  prepared: PreparedRun,
  state: RunState,
  withheld: ReasonCode | undefined,
  summary: string | undefined,
): string {
  const now = state.startedAt ?? state.lastAt;
  const plan = summary === undefined ? prepared.plan : { ...prepared.plan, historySummary: summary };
  const prompt = systemPrompt(plan, { boundary: prepared.boundary, now });
  const notes = [
    ...(withheld === undefined
      ? []
      : ['No more tools can be called. Answer now with what you have, and name what is missing.']),
    ...(isEmptyAnswer(state) ? ['Your last turn was empty. Answer the person in words.'] : []),
  ];
  return notes.length === 0 ? prompt : `${prompt}\n\n## This turn\n${notes.join('\n')}`;
}

/** Whether the last turn said nothing and asked for nothing. */
export function isEmptyAnswer(state: RunState): boolean {
  const last = state.steps.at(-1);
  return last?.finished !== undefined && last.calls.length === 0 && last.text.trim() === '';
}

function parametersOf({ plan }: PreparedRun, maxOutputTokens: number): ModelParameters {
  const { temperature, top_p, stop, seed, reasoning_effort } = plan.agent.parameters;
  return {
    maxTokens: maxOutputTokens,
    ...(temperature === undefined ? {} : { temperature }),
    ...(top_p === undefined ? {} : { topP: top_p }),
    ...(stop === undefined ? {} : { stop }),
    ...(seed === undefined ? {} : { seed }),
    ...(reasoning_effort === undefined ? {} : { reasoningEffort: reasoning_effort }),
  };
}
