import { ModelError, type ModelMessage, type ModelRequest } from '@agentforge/plugin-kit/model';
import { describe, expect, it } from 'vitest';
import type { TaintMark } from './events.ts';
import { createGuardrails } from './guardrails/create-guardrails.ts';
import { guardrailPolicy } from './guardrails/policy.ts';
import { createVault } from './guardrails/vault.ts';
import { foldRun } from './state.ts';
import { eventsOf, testPlan, testRun, typesOf } from './testing/harness.ts';
import { recordedBudget } from './testing/pass-through.ts';
import { says, scriptedModel } from './testing/scripted-model.ts';

const untrusted: TaintMark = { label: 'untrusted', source: 'attachment old.txt' };

function turns(count: number, words = 120) {
  const history: ModelMessage[] = [];
  const historyMarks = [];
  for (let index = 0; index < count; index += 1) {
    const role = index % 2 === 0 ? ('user' as const) : ('assistant' as const);
    history.push({ role, content: [{ type: 'text', text: `${role} says ${index}. ${'word '.repeat(words)}` }] });
    historyMarks.push({ id: `msg_${String(index).padStart(3, '0')}`, labels: index === 1 ? [untrusted] : [] });
  }
  return { history, historyMarks };
}

const small = { contextWindow: 8_000, maxOutputTokens: 1_000 };
const long = () => testPlan({ ...turns(50), agent: { description: 'SYSTEM-PART' } });
const summariser = () => scriptedModel([says('They agreed on PLAN-B and wrote to [EMAIL_1].')], { id: 'test/cheap' });
const textOf = (request: ModelRequest | undefined) => JSON.stringify(request?.messages ?? []);
const systemOf = (request: ModelRequest | undefined) => {
  const [first] = request?.messages ?? [];
  return first?.role === 'system' ? first.text : '';
};
const tooLong = new ModelError('context_overflow', 'The request is too long for this model.');

describe('a conversation that no longer fits', () => {
  it('is summarised once by the summariser: the system part stays, the newest turns stay word by word', async () => {
    const cheap = summariser();
    const model = scriptedModel([says('Fine.')], small);
    const { events, outcome, budget } = await testRun({ plan: long(), turns: [], model, summariser: cheap });
    expect(outcome.status).toBe('completed');
    expect(cheap.requests).toHaveLength(1);
    const [made] = eventsOf(events, 'history-summarised');
    expect(made).toMatchObject({ model_id: 'test/cheap', text: 'They agreed on PLAN-B and wrote to [EMAIL_1].' });
    expect(made?.labels).toEqual([untrusted]);
    const [request] = model.requests;
    expect(systemOf(request)).toContain('SYSTEM-PART');
    expect(systemOf(request)).toContain('PLAN-B');
    expect(textOf(request)).toContain('assistant says 49');
    const covered = Number(made?.through.slice(4));
    expect(made?.messages).toBe(covered + 1);
    expect(textOf(request)).not.toContain(`says ${covered}.`);
    expect(textOf(request)).toContain(`says ${covered + 1}.`);
    // Reserved and settled like a model turn, and part of what the run came to.
    expect(budget.reserved).toHaveLength(2);
    expect(budget.open()).toBe(0);
    expect(outcome.state.usage).toMatchObject({ input_tokens: 200, output_tokens: 40 });
  });

  it('is summarised anew from the last summary on, with its labels', async () => {
    const cheap = summariser();
    const plan = { ...long(), historySummary: 'EARLIER-SUMMARY', historySummaryLabels: [untrusted] };
    const marks = plan.historyMarks?.map((mark) => ({ ...mark, labels: [] }));
    const { events } = await testRun({
      plan: { ...plan, ...(marks && { historyMarks: marks }) },
      turns: [],
      model: scriptedModel([says('Fine.')], small),
      summariser: cheap,
    });
    expect(textOf(cheap.requests[0])).toContain('EARLIER-SUMMARY');
    expect(eventsOf(events, 'history-summarised')[0]?.labels).toEqual([untrusted]);
  });

  it('is not summarised while it fits', async () => {
    const cheap = summariser();
    const plan = { ...long(), ...turns(10) };
    await testRun({ plan, turns: [], model: scriptedModel([says('Fine.')], small), summariser: cheap });
    expect(cheap.requests).toHaveLength(0);
  });

  it('is summarised when it has many short messages', async () => {
    const cheap = summariser();
    const model = scriptedModel([says('Fine.')]);
    await testRun({ plan: { ...long(), ...turns(80, 1) }, turns: [], model, summariser: cheap });
    expect(cheap.requests).toHaveLength(1);
    expect(model.requests[0]?.messages).toHaveLength(32);
  });

  it('goes on where it stopped with the summary of the log, though the plan was made before or after it', async () => {
    const first = await testRun({
      plan: long(),
      turns: [],
      model: scriptedModel([says('Fine.')], small),
      summariser: summariser(),
    });
    const at = typesOf(first.events).indexOf('history-summarised') + 1;
    const { through } = eventsOf(first.events, 'history-summarised')[0] ?? { through: '' };
    const rest = Number(through.slice(4)) + 1;
    const behind = { history: long().history.slice(rest), historyMarks: long().historyMarks?.slice(rest) ?? [] };
    for (const plan of [long(), { ...long(), ...behind, historySummary: 'They agreed on PLAN-B.' }]) {
      const cheap = summariser();
      const model = scriptedModel([says('Fine.')], small);
      const earlier = first.events.slice(0, at);
      const { outcome } = await testRun({ plan, turns: [], model, summariser: cheap, earlier, fence: 2 });
      expect(outcome.status).toBe('completed');
      expect(cheap.requests).toHaveLength(0);
      expect(textOf(model.requests[0])).toContain(`says ${rest}.`);
      expect(textOf(model.requests[0])).not.toContain(`says ${rest - 1}.`);
    }
  });
});

describe('a summary that fails', () => {
  const failures = {
    'an error of the model': scriptedModel([[new ModelError('timeout', 'The model took too long.')]]),
    'no words': scriptedModel([says('')]),
    'a stream that just ends': scriptedModel([[{ type: 'text-delta', text: 'They' }]]),
    'a filter': scriptedModel([says('They', 'content-filter')]),
  };
  it.each(Object.entries(failures))('leaves the oldest turns out and says so: %s', async (_name, cheap) => {
    const model = scriptedModel([says('Fine.')], small);
    const { events, outcome, budget } = await testRun({ plan: long(), turns: [], model, summariser: cheap });
    expect(outcome.status).toBe('completed');
    expect(eventsOf(events, 'window-shortened')).toMatchObject([{ reason: 'summary_failed' }]);
    expect(systemOf(model.requests[0])).toContain('SYSTEM-PART');
    expect(textOf(model.requests[0])).toContain('says 49.');
    expect(budget.open()).toBe(0);
  });

  it('is what a refused budget makes of it, and the answer is refused by itself', async () => {
    const cheap = summariser();
    const budget = recordedBudget({ model: 0 });
    const model = scriptedModel([says('Fine.')], small);
    const { events } = await testRun({ plan: long(), turns: [], model, summariser: cheap, budget });
    expect(cheap.requests).toHaveLength(0);
    expect(typesOf(events)).toContain('window-shortened');
    expect(typesOf(events)).toContain('budget-refused');
  });

  it('is not tried when the run could not pay for its answer any more', async () => {
    const cheap = summariser();
    const plan = testPlan({ ...turns(50), agent: { budget: { max_tokens: 9_000 } } });
    await testRun({ plan, turns: [], model: scriptedModel([says('Fine.')], small), summariser: cheap });
    expect(cheap.requests).toHaveLength(0);
  });
});

describe('a provider that finds the request too long', () => {
  /** Refuses requests beyond `most` characters, as a server with a smaller window than it told. */
  const refusing = (most: number) =>
    scriptedModel([
      async function* (request) {
        if (textOf(request).length > most) throw tooLong;
        yield* says('Fine.');
      },
    ]);

  it.each([true, false])('is asked once more with less (summariser: %s)', async (withSummary) => {
    const cheap = summariser();
    const model = refusing(15_000);
    const plan = { ...long(), ...turns(40) };
    const { events, outcome } = await testRun({ plan, turns: [], model, ...(withSummary && { summariser: cheap }) });
    expect(outcome.status).toBe('completed');
    expect(model.requests).toHaveLength(2);
    expect(cheap.requests).toHaveLength(withSummary ? 1 : 0);
    expect(eventsOf(events, 'window-shortened')).toMatchObject([{ reason: 'context_overflow', discard_step: 1 }]);
    expect(systemOf(model.requests[1])).toContain('SYSTEM-PART');
    // The refused try wrote nothing and cost nothing.
    expect(outcome.state.costIncomplete).toBe(false);
    expect(outcome.state.steps).toHaveLength(1);
    expect(foldRun(events)).toEqual(outcome.state);
  });

  it('is not asked a third time, and the run ends in its words', async () => {
    const model = refusing(100);
    const { outcome } = await testRun({ plan: long(), turns: [], model, summariser: summariser() });
    expect(model.requests).toHaveLength(2);
    expect(outcome.status).toBe('failed');
    expect(outcome.state.finished?.reason).toBe('The request is too long for this model.');
  });

  it('is not asked again when there is nothing to leave out', async () => {
    const model = refusing(100);
    const { outcome } = await testRun({ turns: [], model, summariser: summariser() });
    expect(model.requests).toHaveLength(1);
    expect(outcome.status).toBe('failed');
  });
});

it('keeps tokens of what it covers, hides new values and disarms tokens the model made up', () => {
  const vault = createVault();
  const guardrails = createGuardrails(guardrailPolicy({}), vault);
  const { text } = guardrails.checkInput('Write to jane@example.com');
  const kept = guardrails.checkSummary('Wrote to [EMAIL_1]; [EMAIL_7] and joe@example.com.', text);
  expect(kept).toContain('Wrote to [EMAIL_1]; [LITERAL_1] and [EMAIL_2]');
});
