import type { Json, JsonObject } from '@agentforge/kernel/json';
import type { Language } from './language.ts';
import { phrases } from './phrases.ts';
import { coverage, stemsOf } from './words.ts';

const wrappers = ['data', 'result', 'results', 'body', 'items', 'response', 'output', 'records', 'rows', 'value'];
const noise =
  /(?:^|_)(?:id|uuid|etag|links?|href|cursor|meta|metadata|pagination|headers|request_id|trace_id|created_at|updated_at|schema|version|latency_ms|duration_ms)$/i;
const titleNames = /^(?:title|name|subject|label|id|number|key|email|order_id)$/i;
const mostFacts = 8;
const mostRows = 5;

interface Fact {
  label: string;
  value: string;
  relevance: number;
}

/** A tool's JSON as a sentence and a short list, what was asked for first. */
export function describeJson(tool: string, value: Json, question: string, language: Language): string {
  const words = phrases(language);
  const core = unwrap(value);
  if (isEmpty(core)) return words.nothing(label(tool));
  if (Array.isArray(core)) return `${words.found(label(tool))}\n\n${describeRows(core, language)}`;
  if (typeof core !== 'object' || core === null) return describeScalar(tool, core, language);
  const facts = factsOf(core, question, language);
  if (facts.length === 0) return words.done(label(tool));
  return sayFacts(tool, facts, language);
}

function describeScalar(tool: string, value: Json, language: Language): string {
  const text = show(value, language);
  if (typeof value === 'string' && value.length > 60)
    return text.length > 900 ? `${text.slice(0, 900).trimEnd()}…` : text;
  return `${phrases(language).found(label(tool))} **${text}**`;
}

function sayFacts(tool: string, facts: Fact[], language: Language): string {
  const words = phrases(language);
  const asked = facts.filter(({ relevance }) => relevance >= 0.7).slice(0, 3);
  const shown = facts.slice(0, mostFacts);
  if (facts.length === 1 || (asked.length > 0 && facts.length <= 2))
    return facts.map((fact) => words.field(fact.label, fact.value)).join(' ');
  const rest = shown.filter((fact) => !asked.includes(fact));
  const lead =
    asked.length > 0 ? asked.map((fact) => words.field(fact.label, fact.value)).join(' ') : words.found(label(tool));
  const more = facts.length > shown.length ? `\n\n${words.more(facts.length - shown.length)}` : '';
  return `${lead}\n\n${rest.map((fact) => `- ${fact.label}: ${fact.value}`).join('\n')}${more}`;
}

/** Takes off envelopes such as `{status: 200, body: {data: …}}`. */
function unwrap(value: Json, depth = 0): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > 4) return value;
  const keys = Object.keys(value);
  const carrying = keys.filter((key) => wrappers.includes(key));
  const [only] = carrying;
  if (only === undefined || carrying.length !== 1) return value;
  const inner = value[only];
  const others = keys.filter(
    (key) =>
      key !== only &&
      !noise.test(key) &&
      !/^(?:status|ok|success|code|total|count|has_more|next|page|truncated|content_type|url)$/i.test(key),
  );
  return others.length === 0 && typeof inner === 'object' && inner !== null ? unwrap(inner, depth + 1) : value;
}

function isEmpty(value: Json): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function factsOf(value: JsonObject, question: string, language: Language): Fact[] {
  const asked = stemsOf(question);
  const facts: Fact[] = [];
  collect(value, [], facts, asked, language);
  // What the user said is no news.
  for (const fact of facts)
    if (question.toLowerCase().includes(fact.value.toLowerCase())) fact.relevance = Math.min(fact.relevance, 0) - 1;
  const clear = facts.filter((fact) => !noise.test(fact.label.replaceAll(' ', '_')) || fact.relevance > 0);
  const kept = clear.length > 0 ? clear : facts;
  return kept
    .map((fact, order) => ({ fact, order }))
    .sort((left, right) => right.fact.relevance - left.fact.relevance || left.order - right.order)
    .map(({ fact }) => fact);
}

function collect(value: JsonObject, path: string[], facts: Fact[], asked: Set<string>, language: Language): void {
  for (const [key, inner] of Object.entries(value)) {
    if (facts.length >= 60 || isEmpty(inner)) continue;
    const here = [...path, label(key)];
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
      if (path.length < 3) collect(inner, here, facts, asked, language);
      continue;
    }
    const own = stemsOf(label(key));
    const relevance = own.size === 0 ? 0 : coverage(own, asked);
    facts.push({
      label: here.slice(-2).join(' '),
      value: Array.isArray(inner) ? showList(inner, language) : show(inner, language),
      relevance,
    });
  }
}

function showList(list: Json[], language: Language): string {
  const shown = list
    .slice(0, mostRows)
    .map((entry) => (typeof entry === 'object' && entry !== null ? row(entry, language) : show(entry, language)));
  return list.length > mostRows
    ? `${shown.join('; ')} ${phrases(language).more(list.length - mostRows)}`
    : shown.join(', ');
}

function describeRows(list: Json[], language: Language): string {
  const lines = list
    .slice(0, mostRows)
    .map((entry) => `- ${typeof entry === 'object' && entry !== null ? row(entry, language) : show(entry, language)}`);
  const more = list.length > mostRows ? `\n\n${phrases(language).more(list.length - mostRows)}` : '';
  return `${lines.join('\n')}${more}`;
}

function row(entry: Json[] | JsonObject, language: Language): string {
  if (Array.isArray(entry))
    return entry.map((cell) => (typeof cell === 'object' ? '…' : show(cell, language))).join(' · ');
  const plain = Object.entries(entry).filter(([, value]) => !isEmpty(value) && typeof value !== 'object');
  const title =
    plain.find(([key]) => titleNames.test(key) && key !== 'id') ?? plain.find(([key]) => titleNames.test(key));
  const rest = plain
    .filter(([key]) => key !== title?.[0] && !noise.test(key))
    .slice(0, 4)
    .map(([key, value]) => `${label(key)} ${show(value, language)}`);
  const head = title ? `**${show(title[1], language)}**` : '';
  return [head, rest.join(', ')].filter((part) => part !== '').join(': ');
}

function show(value: Json, language: Language): string {
  if (typeof value === 'boolean') return value ? phrases(language).yes : phrases(language).no;
  const text = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : String(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

/** `order_id`, `orderId` and `get-order` as words. */
export function label(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[-_.]+/g, ' ')
    .trim()
    .toLowerCase();
}
