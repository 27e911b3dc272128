import { agentDefinition } from '@agentforge/contracts/agents/schemas';
import { describe, expect, it } from 'vitest';
import { finishedPart, saveRequestOf, stepOfPath, withUntouched } from './draft.ts';
import { publishProblems } from './publish-problems.ts';

const blank = agentDefinition.parse({ name: 'Desk', goal: 'Answer' });
const task = (name: string, instructions: string[] = []) => ({
  id: name || 'new',
  name,
  description: '',
  instructions,
});

describe('saveRequestOf', () => {
  it('sends changed fields only, and nothing when nothing changed', () => {
    expect(saveRequestOf(blank, blank)).toBeUndefined();
    const draft = { ...blank, description: 'x', personality: { ...blank.personality, tone: 'warm' } };
    expect(saveRequestOf(blank, draft)).toEqual({
      method: 'PATCH',
      body: { description: 'x', personality: draft.personality },
    });
  });

  it('replaces everything when a parameter or limit is taken away', () => {
    const saved = { ...blank, parameters: { temperature: 0.2, top_p: 1 }, budget: { max_steps: 3 } };
    expect(saveRequestOf(saved, { ...saved, parameters: { temperature: 0.3, top_p: 1 } })?.method).toBe('PATCH');
    const lost = { ...saved, parameters: { temperature: 0.2 } };
    expect(saveRequestOf(saved, lost)).toEqual({ method: 'PUT', body: lost });
    expect(saveRequestOf(saved, { ...saved, budget: { max_steps: undefined } })?.method).toBe('PUT');
  });

  it('keeps the saved name while the field is empty', () => {
    expect(saveRequestOf(blank, { ...blank, name: ' ' })).toBeUndefined();
    expect(saveRequestOf(blank, { ...blank, name: '', goal: 'More' })?.body).toEqual({ goal: 'More' });
  });

  it('holds back what is not finished', () => {
    const draft = { ...blank, tasks: [task('Greet', ['Say hello', ' ']), task(' ')] };
    expect(finishedPart(draft).tasks).toEqual([task('Greet', ['Say hello'])]);
  });

  it('never loosens by a half-typed condition', () => {
    const when = [{ argument: '', operator: 'eq' as const }];
    const rule = (action: 'allow' | 'ask' | 'refuse') => ({ tool_id: '*', action, when });
    const rules = [rule('allow'), rule('ask'), rule('refuse')];
    const ruled = { ...blank, approval_policy: { ...blank.approval_policy, rules } };
    expect(finishedPart(ruled).approval_policy.rules).toEqual([
      { tool_id: '*', action: 'ask', when: [] },
      { tool_id: '*', action: 'refuse', when: [] },
    ]);
  });
});

it.each([
  ['tasks.0.name', 'tasks'],
  ['guardrails.language', 'guardrails'],
  ['budget.max_steps', 'guardrails'],
  ['something', 'basics'],
])('%s is edited in %s', (path, step) => {
  expect(stepOfPath(path)).toBe(step);
});

it('takes untouched fields from the server and keeps the own ones', () => {
  const draft = { ...blank, name: 'Mine' };
  const fresh = { ...blank, name: 'Theirs', goal: 'Their goal' };
  expect(withUntouched(draft, blank, fresh)).toEqual({ ...blank, name: 'Mine', goal: 'Their goal' });
  expect(withUntouched(draft, blank, blank)).toBe(draft);
});

describe('publishProblems', () => {
  const none = { models: undefined, tools: undefined, knowledgeBases: undefined };
  const keys = (draft: typeof blank, choices: Parameters<typeof publishProblems>[1] = none) =>
    publishProblems({ ...draft, guardrails: { ...draft.guardrails, cite_sources: false } }, choices).map(
      ({ key }) => key,
    );

  it('is content with a name and a goal', () => {
    expect(keys(blank)).toEqual([]);
  });

  it('names what is missing, blockers first', () => {
    expect(keys({ ...blank, name: '', goal: ' ', tasks: [task('')] })).toEqual(['name', 'goal', 'taskNames']);
  });

  it('sees models that are gone or cannot call tools, tools that are off and empty knowledge', () => {
    const choices = {
      models: [{ id: 'a/b', capabilities: { tools: false } }],
      tools: [{ id: 't1', name: 'Mail', is_active: false }],
      knowledgeBases: [{ id: 'k1', name: 'Handbook', documents: { ready: 0 } }],
    };
    expect(keys({ ...blank, model_id: 'gone/x' }, choices)).toEqual(['model']);
    expect(keys({ ...blank, model_id: 'a/b', tool_ids: ['t1'], knowledge_base_ids: ['k1'] }, choices)).toEqual([
      'toolsUnsupported',
      'toolsOff',
      'knowledgeEmpty',
    ]);
  });

  it('wonders about sources that are asked for but not there', () => {
    expect(publishProblems(blank, none).map(({ key }) => key)).toEqual(['sourcesMissing']);
  });
});
