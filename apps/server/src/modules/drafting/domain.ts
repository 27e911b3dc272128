import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';

type Personality = Partial<AgentDefinition['personality']>;
type Guardrails = Partial<AgentDefinition['guardrails']>;

export interface DraftTask {
  name: string;
  description: string;
  instructions: string[];
}

/** What a good agent of a field of work looks like; the draft for a goal starts from the one that fits best. */
export interface Domain {
  /** For the reasons: "it reads like customer support". */
  label: string;
  name: string;
  icon: string;
  /** Words in a goal that speak for it, as stems. */
  signals: readonly string[];
  personality: Personality;
  guardrails: Guardrails;
  tasks: readonly DraftTask[];
  /** Why tone and limits are what they are. */
  because: string;
}

export const task = (name: string, description: string, ...instructions: string[]): DraftTask => ({
  name,
  description,
  instructions,
});

export const generalDomain: Domain = {
  label: 'general assistance',
  name: 'Assistant',
  icon: '🤖',
  signals: [],
  personality: { tone: 'professional', voice: 'helpful', traits: ['clear', 'patient'], formality: 5, empathy: 6 },
  guardrails: { max_length: 'medium' },
  because: 'A balanced tone suits most readers, and grounded answers matter wherever people rely on them.',
  tasks: [
    task(
      'Understand the request',
      'Find out what the person needs before answering.',
      'Restate the request in one sentence when it is long or unclear.',
      'Ask one short question when something needed for a good answer is missing.',
      'If there are several requests, answer them one after the other.',
    ),
    task(
      'Answer from what is known',
      'Use the documents and tools at hand.',
      'Search the knowledge first and answer from what it says.',
      'Use a tool when the answer depends on current data.',
      'Cite where each fact comes from.',
      'Say plainly when the answer is not in the sources.',
    ),
  ],
};
