import type { Passage } from '@agentforge/plugin-kit/tool';
import { isNegated, monthOf, namesOf, numbersOf, statedNumbers } from './facts.ts';
import { lineSpans, type Span, sentenceSpans, trimmed } from './graphemes.ts';
import { tokensOf } from './normalize.ts';
import { foldText } from './normalize-words.ts';

/**
 * Share of a claim's telling words that must stand in the source. At 0.6 a paraphrase that keeps the nouns and verbs
 * passes, a sentence on the same topic that says something else does not. Numbers, dates and names allow no share.
 */
export const supportThreshold = 0.6;

/** A sentence of a passage (or two in a row) with what it says. */
export interface Evidence extends Span {
  passage: Passage;
  tokens: ReadonlySet<string>;
}

export interface Verdict {
  supported: boolean;
  /** Share of the claim's telling words in the evidence, 0 to 1. */
  containment: number;
  best: Evidence | null;
}

function telling(text: string): Set<string> {
  return new Set(
    tokensOf(text)
      .filter((token) => !token.stop)
      .map((token) => token.text),
  );
}

/** The claim as plain words: no list marks, no emphasis, no citation markers. */
export function claimText(sentence: string): string {
  return sentence
    .replace(/^\s*(?:[-*+>]|#{1,6}|\d{1,2}[.)])\s+/, '')
    .replace(/[[【]\s?[\d٠-٩][\d٠-٩\s,;،、–-]*[\]】](?!\()/g, ' ')
    .replace(/[*_`]+/g, '');
}

function spansOf(text: string): Span[] {
  return lineSpans(text, 0, text.length)
    .flatMap((line) => sentenceSpans(text, line.start, line.end))
    .map((span) => trimmed(text, span))
    .filter((span) => span.end > span.start);
}

/** Sentences of a passage and pairs of neighbours; a table row is read together with its header. */
export function evidenceOf(passage: Passage): Evidence[] {
  const { text } = passage;
  const spans = spansOf(text);
  const header = text.startsWith('|') ? telling(text.slice(0, text.indexOf('\n'))) : new Set<string>();
  const about = telling(`${passage.title} ${passage.locator.section ?? ''}`);
  const single = spans.map((span) => {
    const own = telling(text.slice(span.start, span.end));
    const row = text.charAt(span.start) === '|' ? header : new Set<string>();
    return { ...span, passage, tokens: new Set([...own, ...row, ...about]) };
  });
  const pairs = single.slice(1).map((second, i) => {
    const first = single[i] ?? second;
    return { start: first.start, end: second.end, passage, tokens: new Set([...first.tokens, ...second.tokens]) };
  });
  return [...single, ...pairs];
}

function containment(claim: ReadonlySet<string>, tokens: ReadonlySet<string>): number {
  if (claim.size === 0) return 0;
  let found = 0;
  for (const token of claim) if (tokens.has(token)) found += 1;
  return found / claim.size;
}

/** Best evidence for a claim; of equals the shorter one, so a quote is never longer than it must be. */
function bestEvidence(claim: ReadonlySet<string>, evidence: readonly Evidence[]): Evidence | null {
  let best: Evidence | null = null;
  let share = 0;
  for (const item of evidence) {
    const value = containment(claim, item.tokens);
    const shorter = best !== null && value === share && item.end - item.start < best.end - best.start;
    if (value > share || (value > 0 && shorter)) {
      best = item;
      share = value;
    }
  }
  return best;
}

function factsHold(claim: string, source: string): boolean {
  const stated = statedNumbers(source);
  if (!numbersOf(claim).every((values) => values.some((value) => stated.has(value)))) return false;
  const folded = foldText(source);
  return namesOf(claim).every((name) => folded.includes(name));
}

/**
 * Whether the passages say what the sentence claims: enough of its telling words in one place, every number, date and
 * name in the passages, and a no only where the source says no. Lexical on purpose: it can be explained and repeated.
 */
export function judgeClaim(sentence: string, evidence: readonly Evidence[]): Verdict {
  if (evidence.length === 0) return { supported: false, containment: 0, best: null };
  const claim = claimText(sentence);
  const tokens = telling(claim);
  const best = bestEvidence(tokens, evidence);
  if (best === null) return { supported: false, containment: 0, best };
  // Numbers and months help to find the place; whether they hold is decided by value, not by spelling.
  const spelled = new Set([...tokens].filter((token) => !/^\d+$/.test(token) && monthOf(token) === undefined));
  const words = spelled.size > 0 ? spelled : tokens;
  const share = containment(words, best.tokens);
  const passages = new Set(evidence.map((item) => item.passage));
  const source = [...passages]
    .map((passage) => `${passage.title}\n${passage.locator.section ?? ''}\n${passage.text}`)
    .join('\n');
  const quote = best.passage.text.slice(best.start, best.end);
  const whole = containment(words, new Set(evidence.flatMap((item) => [...item.tokens])));
  // Facts of one claim may stand in two passages it cites together; each must still hold a good part.
  const enough = share >= supportThreshold || (passages.size > 1 && whole >= 0.8 && share >= supportThreshold / 2);
  const supported = enough && factsHold(claim, source) && isNegated(claim) === isNegated(quote);
  return { supported, containment: share, best };
}

/** Whether a sentence states something that could be true or false; questions, greetings and headings do not. */
export function isClaim(sentence: string): boolean {
  const claim = claimText(sentence).trim();
  if (/[?？؟:]$/.test(claim) || /^#{1,6}\s/.test(sentence.trim())) return false;
  return telling(claim).size >= 2 || numbersOf(claim).length > 0;
}
