import { ModelError, type ModelPart } from '@agentforge/plugin-kit/model';
import { describe, expect, it } from 'vitest';
import { testRun } from './testing/harness.ts';
import { calls, modelDescription, says, scriptedModel } from './testing/scripted-model.ts';
import { toUiParts, uiStreamContext } from './ui-stream.ts';

describe('a model turn', () => {
  it('hands signed thinking back with the results, also where its text is empty', async () => {
    const proof = { google: { thoughtSignature: 'abc' } };
    const signed: ModelPart[] = [
      { type: 'reasoning-signature', signature: proof },
      ...calls(['c1', 'look_up', { text: 'x' }]),
    ];
    const { model } = await testRun({ turns: [signed, says('42')] });
    const assistant = model.requests[1]?.messages.find((message) => message.role === 'assistant');
    expect(assistant?.content).toMatchObject([
      { type: 'reasoning', text: '', signature: proof },
      { type: 'tool-call', callId: 'c1' },
    ]);
  });

  it('costs the budget nothing when it failed before its first part', async () => {
    const failed = [new ModelError('overloaded', 'The provider is busy. Try again later.')];
    const nothing = await testRun({ turns: [failed] });
    expect(nothing.budget.settled).toEqual([{ inputTokens: 0, outputTokens: 0, costUsd: 0 }]);
    const begun = await testRun({ turns: [[{ type: 'text-delta', text: 'So ' }, ...failed]] });
    expect(begun.budget.settled[0]?.inputTokens).toBeGreaterThan(0);
  });

  it('tells readers when another model than the chosen one answered', async () => {
    const chosen = scriptedModel([says('Hello')]);
    const spare = { ...modelDescription, id: 'spare/model' };
    const model = {
      ...chosen,
      stream: (...[request, signal, onFallback]: Parameters<typeof chosen.stream>) => {
        onFallback(spare);
        return chosen.stream(request, signal, onFallback);
      },
    };
    const { events } = await testRun({ turns: [], model });
    const context = uiStreamContext('run_1', 'msg_1');
    const parts = events.flatMap((event) => toUiParts(event, context));
    expect(parts).toContainEqual({ type: 'data-fallback', data: { from: 'test/scripted', to: 'spare/model' } });
  });
});
