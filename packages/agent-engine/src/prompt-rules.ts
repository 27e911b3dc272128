import { inline } from './prompt-text.ts';
import type { AgentSpec, Guardrails } from './spec.ts';

const lengths: Record<Guardrails['max_length'], string | undefined> = {
  short: 'Keep answers under about 120 words.',
  medium: 'Keep answers under about 350 words.',
  long: 'Keep answers under about 1,000 words.',
  unlimited: undefined,
};

const switches: readonly (readonly [keyof Guardrails, string])[] = [
  ['anti_hallucination', 'Never invent facts, names, numbers, sources or results of tools.'],
  ['admit_uncertainty', 'When you do not know, say so; when you are unsure, say how sure you are.'],
  ['verify_facts', 'Check facts with your tools and sources before you state them, where you can.'],
  ['no_speculation', 'Do not speculate. Leave out what no source supports.'],
  ['escalate_angry', 'When the person is angry or upset, offer to bring in a human colleague.'],
  ['escalate_complex', 'When the matter is too complex to settle safely, offer to bring in a human colleague.'],
  ['escalate_request', 'When the person asks for a human, do not argue: say that you will pass this on.'],
  ['escalate_sensitive', 'Pass sensitive matters (health, law, money at risk, harassment) on to a human colleague.'],
  ['pii_protection', 'Never reveal personal data of others, and do not ask for more of it than the task needs.'],
  ['mask_pii', 'Personal data may be masked, like [EMAIL_1]. Use the masks as they are; do not guess what is behind.'],
  ['no_store_pii', 'Do not repeat personal data unless the task needs it.'],
];

function topicLine(start: string, topics: readonly string[]): string[] {
  const named = topics.map((topic) => inline(topic, 120)).filter((topic) => topic !== '');
  return named.length === 0 ? [] : [`${start} ${named.map((topic) => `"${topic}"`).join(', ')}.`];
}

/** The guardrails as instructions. They are also enforced around the model, where that can be done. */
export function guardrailLines(guardrails: Guardrails): string[] {
  const length = lengths[guardrails.max_length];
  return [
    ...switches.flatMap(([name, text]) => (guardrails[name] === true ? [text] : [])),
    ...topicLine('Do not talk about these topics; decline politely:', guardrails.avoid_topics),
    ...topicLine('Stay with these topics; lead back to them when the talk strays:', guardrails.focus_topics),
    ...(length === undefined ? [] : [length]),
  ].map((line) => `- ${line}`);
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return inline(tag, 40);
  }
}

export function languageRule(agent: AgentSpec): string {
  const { language } = agent.guardrails;
  if (language === 'auto' || language === 'user') {
    return "Answer in the language of the person's last message, whatever language sources and tools use.";
  }
  if (language !== 'multi') return `Always answer in ${languageName(language)}, whatever language the person uses.`;
  const languages = agent.personality.languages.map((name) => inline(name, 40)).join(', ');
  return `Answer in the language of the person's last message if it is one of: ${languages}. Otherwise use the first of them.`;
}
