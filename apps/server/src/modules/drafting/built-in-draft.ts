import { type AgentDefinition, agentDefinition } from '@agentforge/contracts/agents/schemas';
import { type Domain, type DraftTask, generalDomain } from './domain.ts';
import { domains } from './domains.ts';

export interface Draft {
  config: AgentDefinition;
  reasons: Record<string, string>;
}

const handOver: DraftTask = {
  name: 'Hand over to a person',
  description: 'Know the limits and say so.',
  instructions: [
    'Hand over when a person asks for one, is upset, or the request is outside this goal.',
    'Summarize what is known and what was tried, so that nobody has to ask again.',
    'Say who takes over and what happens next.',
  ],
};

function workingTask(goal: string): DraftTask {
  return {
    name: 'Work towards the goal',
    description: firstSentence(goal),
    instructions: [
      'Keep every answer on the goal; decline politely what has nothing to do with it.',
      'Check facts with the knowledge and the tools before stating them.',
      'Ask for confirmation before anything that cannot be undone.',
      'End with the next useful step.',
    ],
  };
}

/** A whole draft from one sentence, without any model: the same goal always gives the same draft. */
export function draftFor(goal: string, language: string | undefined): Draft {
  const domain = domainOf(goal);
  const name = nameFor(goal, domain);
  const tasks = [...domain.tasks, workingTask(goal), handOver].map((task, index) => ({
    id: `task-${index + 1}`,
    ...task,
    description: task.description.slice(0, 2000),
  }));
  const config = agentDefinition.parse({
    name,
    icon: domain.icon,
    description: firstSentence(goal).slice(0, 300),
    goal: improvedGoal(goal),
    personality: { ...domain.personality, languages: language === undefined ? [] : [language.slice(0, 40)] },
    guardrails: { ...domain.guardrails, language: language !== undefined && language.length >= 2 ? language : 'auto' },
    tasks,
  });
  return { config, reasons: reasonsFor(domain, language) };
}

function domainOf(goal: string): Domain {
  const text = ` ${goal.toLowerCase()} `;
  const scored = domains.map((domain) => ({
    domain,
    score: domain.signals.filter((signal) => new RegExp(`[^a-z]${signal}`).test(text)).length,
  }));
  const best = scored.reduce((left, right) => (right.score > left.score ? right : left));
  return best.score === 0 ? generalDomain : best.domain;
}

/** "… for Acme Shoes" names whose agent it is. */
function nameFor(goal: string, domain: Domain): string {
  const owner = /\b(?:for|at|of|von|für|chez)\s+((?:\p{Lu}[\p{L}\d&'’-]*)(?:\s+\p{Lu}[\p{L}\d&'’-]*){0,2})/u.exec(
    goal,
  )?.[1];
  return (owner === undefined ? domain.name : `${owner} ${domain.name}`).slice(0, 120);
}

function firstSentence(goal: string): string {
  const [sentence] = goal.split(/(?<=[.!?。؟])\s|\n/);
  return (sentence ?? goal).trim().slice(0, 500);
}

function improvedGoal(goal: string): string {
  const stated = /[.!?。؟]$/.test(goal) ? goal : `${goal}.`;
  return `${stated}

Done well means: the person gets a correct, complete answer they can act on; every fact comes from the knowledge, a tool or the conversation; and whatever is unclear, outside this goal or cannot be undone goes to a person.`;
}

function reasonsFor(domain: Domain, language: string | undefined): Record<string, string> {
  return {
    name: `The goal reads like ${domain.label}.`,
    icon: `A picture people connect with ${domain.label}.`,
    goal: 'Your words, with what a good result is, so that it can be checked.',
    personality: domain.because,
    guardrails: domain.because,
    tasks: 'Understand, act, stay on the goal and hand over: each step has instructions you can change.',
    'guardrails.language':
      language === undefined ? 'It answers in the language it is asked in.' : `You asked for the language ${language}.`,
  };
}
