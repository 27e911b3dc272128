import type { VerdictSpan } from './verdict.ts';
import { type Word, wordsOf } from './words.ts';

/** Phrases to look for, each as its stems. */
export interface TopicMatcher {
  readonly isEmpty: boolean;
  readonly phrases: readonly (readonly string[])[];
}

/** Topics as the agent's author wrote them, one word or phrase each. Matching needs all words, side by side, in order. */
export function createTopicMatcher(topics: readonly string[]): TopicMatcher {
  const phrases = topics.map((topic) => wordsOf(topic).map((word) => word.text)).filter((phrase) => phrase.length > 0);
  return { isEmpty: phrases.length === 0, phrases };
}

/** A phrase that has begun: which one, how many of its words stand, and where it started. */
interface Partial {
  phrase: number;
  matched: number;
  start: number;
}

export interface TopicProgress {
  open: readonly Partial[];
}

/** Feeds one word. `hit` is the phrase that is now complete. */
export function advance(
  matcher: TopicMatcher,
  progress: TopicProgress,
  word: Word,
): { progress: TopicProgress; hit: VerdictSpan | undefined } {
  const open: Partial[] = [];
  let hit: VerdictSpan | undefined;
  const feed = ({ phrase, matched, start }: Partial) => {
    const words = matcher.phrases[phrase] ?? [];
    if (words[matched] !== word.text) return;
    if (matched + 1 < words.length) open.push({ phrase, matched: matched + 1, start });
    else if (!hit || start < hit.start) hit = { start, end: word.end, kind: 'topic' };
  };
  for (const partial of progress.open) feed(partial);
  for (let phrase = 0; phrase < matcher.phrases.length; phrase += 1) feed({ phrase, matched: 0, start: word.start });
  return { progress: { open }, hit };
}

/** All places where one of the topics is named. Words between the words of a phrase break it, punctuation does not. */
export function findTopics(matcher: TopicMatcher, text: string): VerdictSpan[] {
  if (matcher.isEmpty) return [];
  const found: VerdictSpan[] = [];
  let progress: TopicProgress = { open: [] };
  for (const word of wordsOf(text)) {
    const step = advance(matcher, progress, word);
    progress = step.progress;
    if (step.hit) found.push(step.hit);
  }
  return found;
}

const refusal =
  /\b(?:can(?:no|['’])t|cannot|unable|not able|won['’]t|will not|do not|don['’]t|sorry|not allowed|refuse)\b|لا (?:أستطيع|استطيع|يمكن)|عذر|أعتذر|اعتذر|غير مسموح|لن أ|ne (?:peux|puis)|no puedo|kann (?:nicht|ich)|leider|désolé|lo siento/iu;

/** Whether a sentence declines: "I can't discuss politics" names the topic and is what we want. */
export function declines(sentence: string): boolean {
  return refusal.test(sentence);
}

const greetings =
  /^\s*(?:hi|hello|hey|thanks|thank you|ok|okay|yes|no|bye|مرحب|أهلا|اهلا|شكرا|نعم|السلام|bonjour|merci|hola|gracias|hallo|danke)(?!\p{L})/iu;

/**
 * Whether a message names none of the focus topics' words. Only a hint: a question can be on topic without naming it,
 * so callers flag and never block. Short messages and greetings are never off topic.
 */
export function isOffTopic(focusTopics: readonly string[], text: string): boolean {
  const wanted = new Set(
    focusTopics.flatMap((topic) => wordsOf(topic).map((word) => word.text)).filter((word) => word.length > 2),
  );
  const words = wordsOf(text);
  if (wanted.size === 0 || words.length < 4 || greetings.test(text)) return false;
  return !words.some((word) => wanted.has(word.text));
}
