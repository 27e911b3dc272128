import type { Dashboard } from './api/dashboard.ts';

export const stepKeys = ['model', 'knowledge', 'tool', 'agent', 'publish', 'chat'] as const;
export type StepKey = (typeof stepKeys)[number];

export interface FirstStep {
  key: StepKey;
  done: boolean;
  /** Where the step is taken; undefined when this person may not. */
  href: string | undefined;
}

const places: Record<StepKey, { href: string; permission: string }> = {
  model: { href: '/models?add', permission: 'settings:write' },
  knowledge: { href: '/knowledge', permission: 'kb:write' },
  tool: { href: '/tools', permission: 'tools:write' },
  agent: { href: '/agents/new', permission: 'agents:write' },
  publish: { href: '/agents', permission: 'agents:write' },
  chat: { href: '/chat', permission: 'agents:execute' },
};

/** The way from an empty installation to a conversation. A count of null is one this person may not see. */
export function firstSteps(facts: Dashboard, can: (permission: string) => boolean): FirstStep[] {
  const some = (count: number | null) => (count ?? 0) > 0;
  const done: Record<StepKey, boolean> = {
    model: facts.has_real_model,
    knowledge: some(facts.knowledge_bases),
    tool: some(facts.tools),
    agent: some(facts.agents),
    publish: some(facts.published_agents),
    chat: some(facts.conversations_7d),
  };
  return stepKeys.map((key) => {
    const { href, permission } = places[key];
    return { key, done: done[key], href: can(permission) ? href : undefined };
  });
}
