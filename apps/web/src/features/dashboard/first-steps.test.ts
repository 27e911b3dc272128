import { describe, expect, it } from 'vitest';
import { firstSteps } from './first-steps.ts';

const empty = {
  agents: 0,
  published_agents: 0,
  knowledge_bases: 0,
  documents_ready: 0,
  tools: 0,
  conversations_7d: 0,
  has_real_model: false,
};
const doneOf = (facts: typeof empty) => firstSteps(facts, () => true).flatMap(({ key, done }) => (done ? [key] : []));

describe('firstSteps', () => {
  it('ticks each step by its own fact', () => {
    expect(doneOf(empty)).toEqual([]);
    expect(doneOf({ ...empty, has_real_model: true })).toEqual(['model']);
    expect(doneOf({ ...empty, knowledge_bases: 1 })).toEqual(['knowledge']);
    expect(doneOf({ ...empty, tools: 2 })).toEqual(['tool']);
    expect(doneOf({ ...empty, agents: 1 })).toEqual(['agent']);
    expect(doneOf({ ...empty, agents: 1, published_agents: 1 })).toEqual(['agent', 'publish']);
    expect(doneOf({ ...empty, conversations_7d: 1 })).toEqual(['chat']);
  });

  it('offers only what the person may do, and does not count what they may not see', () => {
    const steps = firstSteps({ ...empty, agents: null, tools: null }, (permission) => permission === 'agents:execute');
    expect(steps.filter((step) => step.href).map((step) => step.key)).toEqual(['chat']);
    expect(steps.every((step) => !step.done)).toBe(true);
  });
});
