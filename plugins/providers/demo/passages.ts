import type { Json } from '@agentforge/kernel/json';
import type { Language } from './language.ts';
import { phrases } from './phrases.ts';
import { bestMatch, coverage, stemsOf } from './words.ts';

/** A piece of a source, with the number it is cited by. */
export interface Passage {
  number: number;
  title: string;
  text: string;
}

const listNames = ['passages', 'results', 'chunks', 'sources', 'hits', 'documents', 'matches', 'data'];
const textNames = ['text', 'content', 'passage', 'snippet', 'chunk', 'page_content'];
const numberNames = ['number', 'n', 'citation', 'index', 'ref', 'marker', 'position'];
const titleNames = ['title', 'document', 'source', 'name', 'file', 'document_title', 'url'];

/** Passages in a tool result: a list of texts with or without numbers, or text with `[n]` at the head of each. */
export function passagesIn(result: Json): Passage[] {
  if (typeof result === 'string') return numberedPassages(result);
  if (Array.isArray(result)) return passagesOfList(result);
  if (typeof result !== 'object' || result === null) return [];
  for (const name of listNames) {
    const list = result[name];
    if (Array.isArray(list)) {
      const found = passagesOfList(list);
      if (found.length > 0) return found;
    }
  }
  for (const name of ['text', 'content', 'context', 'body']) {
    const text = result[name];
    if (typeof text === 'string' && /\[\d+\]/.test(text)) return numberedPassages(text);
  }
  return [];
}

/** `[1] Title` followed by text, as sources are commonly written into a prompt. */
export function numberedPassages(text: string): Passage[] {
  const heads = [...text.matchAll(/(?:^|\n)\s*(?:<source[^>]*>)?\s*\[(\d{1,3})\][ \t:]*/g)];
  return heads.map((head, index) => {
    const body = text.slice(head.index + head[0].length, heads[index + 1]?.index ?? text.length).trim();
    const firstLine = body.slice(0, Math.max(0, body.indexOf('\n'))).trim();
    const isTitle = firstLine !== '' && firstLine.length < 120 && !/[.!?؟]$/.test(firstLine);
    return {
      number: Number(head[1]),
      title: isTitle ? firstLine : '',
      text: isTitle ? body.slice(firstLine.length).trim() : body,
    };
  });
}

function passagesOfList(list: Json[]): Passage[] {
  const passages: Passage[] = [];
  list.forEach((entry, index) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return;
    const text = textNames.map((name) => entry[name]).find((value) => typeof value === 'string');
    if (
      typeof text !== 'string' ||
      !(text.length > 40 || hasAny(entry, [...numberNames, 'score', 'chunk_id', 'document_id']))
    )
      return;
    const number = numberNames.map((name) => markerOf(entry[name])).find((value) => value !== undefined);
    const title = titleNames.map((name) => titleOf(entry[name])).find((value) => value !== '');
    passages.push({ number: number ?? index + 1, title: title ?? '', text });
  });
  return passages;
}

function hasAny(entry: { [key: string]: Json }, names: readonly string[]): boolean {
  return names.some((name) => name in entry);
}

function markerOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  const digits = typeof value === 'string' ? /^\[?(\d{1,3})\]?$/.exec(value)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

function titleOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return typeof value.title === 'string' ? value.title : '';
  return '';
}

interface Candidate {
  passage: Passage;
  sentence: string;
  score: number;
  order: number;
}

/** The sentences that answer best, quoted with their `[n]`; says so where the sources hold nothing. */
export function quotePassages(question: string, passages: readonly Passage[], language: Language): string {
  const words = phrases(language);
  const chosen = bestSentences(question, passages);
  if (chosen.length === 0) return words.notInSources;
  const quotes = chosen.map(({ sentence, passage }) => `${sentence} [${passage.number}]`);
  return quotes.length === 1
    ? quotes.join('')
    : `${words.fromSources}\n\n${quotes.map((quote) => `- ${quote}`).join('\n')}`;
}

function bestSentences(question: string, passages: readonly Passage[]): Candidate[] {
  const asked = stemsOf(question);
  const candidates: Candidate[] = [];
  for (const passage of passages) {
    const inTitle = stemsOf(passage.title);
    for (const sentence of sentencesOf(passage.text)) {
      const own = stemsOf(sentence);
      const direct = coverage(asked, own);
      const helped =
        [...asked].filter((stem) => bestMatch(stem, own) === 0 && inTitle.has(stem)).length / Math.max(1, asked.size);
      const score = direct === 0 ? 0 : direct + helped * 0.5 + answers(question, sentence);
      candidates.push({ passage, sentence, score, order: candidates.length });
    }
  }
  const ranked = candidates
    .filter(({ score }) => score >= 0.25)
    .sort((left, right) => right.score - left.score || left.order - right.order);
  const best = ranked[0]?.score ?? 0;
  const kept: Candidate[] = [];
  for (const candidate of ranked) {
    if (kept.length >= 3 || candidate.score < best * 0.6) break;
    if (!kept.some(({ sentence }) => sentence === candidate.sentence)) kept.push(candidate);
  }
  return kept.sort((left, right) => left.order - right.order);
}

/** "How long" wants a number; "when" a time. */
function answers(question: string, sentence: string): number {
  const wantsNumber = /how (?:long|many|much|often|far)|\bwhen\b|what time|كم|متى/i.test(question);
  return wantsNumber && /\d/.test(sentence) ? 0.2 : 0;
}

/** Sentences of a text, without headings and list marks. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?؟])\s+(?=[\p{Lu}\p{Lo}\d"“«])/u)
    .map((sentence) =>
      sentence
        .replace(/^[\s#>*•|-]+/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((sentence) => sentence.length > 2);
}
