import type { AssistantPart, ModelMessage } from '@agentforge/plugin-kit/model';
import type { RunPlan } from './plan.ts';
import type { CallState, RunState, StepState } from './run-state.ts';

/** What the person asked, with attachments, as the guardrails left it. */
export function questionMessage(plan: RunPlan, state: RunState): ModelMessage {
  const text = state.checkedInput ?? plan.question;
  return { role: 'user', content: [{ type: 'text', text }, ...plan.attachments] };
}

/** Everything this run has said and done so far, tool results in the order of their calls. */
export function runMessages(state: RunState): ModelMessage[] {
  return state.steps.flatMap((step) => (step.finished === undefined ? [] : stepMessages(step)));
}

function stepMessages(step: StepState): ModelMessage[] {
  const content = assistantParts(step);
  if (content.length === 0) return [];
  return [{ role: 'assistant', content }, ...step.calls.map(resultMessage)];
}

function assistantParts(step: StepState): AssistantPart[] {
  const thoughts = step.calls.length === 0 ? [] : (step.finished?.reasoning ?? []);
  return [
    ...thoughts.map(({ text, signature }): AssistantPart => ({ type: 'reasoning', text, signature })),
    ...(step.text === '' ? [] : [{ type: 'text' as const, text: step.text }]),
    ...step.calls.map(
      (call): AssistantPart => ({
        type: 'tool-call',
        callId: call.id,
        name: call.request.name,
        arguments: call.request.arguments ?? {},
      }),
    ),
  ];
}

function resultMessage(call: CallState): ModelMessage {
  return {
    role: 'tool',
    callId: call.id,
    name: call.request.name,
    result: call.result,
    isError: call.status !== 'ok' && call.status !== 'settled_by_person',
  };
}
