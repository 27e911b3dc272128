import type { JsonObject } from '@agentforge/kernel/json';
import type { ModelRequest, ModelTool } from '@agentforge/plugin-kit/model';
import type { Conversation } from './conversation.ts';
import { extractValues, type MessageValues } from './extract-values.ts';
import { fillArguments, propertiesOf } from './fill-arguments.ts';
import { bestMatch, stemsOf } from './words.ts';

export interface ChosenCall {
  name: string;
  arguments: JsonObject;
}

/** Calls to make, or the tool that would fit if the user said more. */
export interface Choice {
  calls: ChosenCall[];
  incomplete: { name: string; missing: string[] } | undefined;
}

interface IndexedTool {
  tool: ModelTool;
  name: Set<string>;
  description: Set<string>;
  fields: Set<string>;
}

interface Rated {
  tool: ModelTool;
  score: number;
  /** Which words of the message speak for this tool. */
  evidence: Set<string>;
  filled: ReturnType<typeof fillArguments>;
}

const threshold = 2.4;
const maxCalls = 2;
const verbs = new Set([
  'get',
  'find',
  'fetch',
  'list',
  'search',
  'lookup',
  'look',
  'run',
  'call',
  'api',
  'tool',
  'data',
  'read',
  'query',
  'check',
  'request',
  'http',
  'retriev',
  'retrieve',
  'creat',
  'create',
  'mak',
  'make',
  'use',
  'us',
]);
const knowledge = /knowledge|document|\bdocs?\b|faq|handbook|manual|policy|policies|retriev|\bwiki\b|passages/i;
const web = /web|internet|google|bing|news/i;
const smallTalk =
  /^\W*(?:hi|hello|hey|thanks?|thank you|good (?:morning|evening|day)|bye|ok(?:ay)?|who are you|what can you do|help|مرحبا|أهلا|السلام عليكم|شكرا|من أنت)\b[\s\p{P}]*$/iu;

/** Which of the offered tools fit the message, best first, with arguments out of the message; at most two. */
export function chooseTools(conversation: Conversation, request: ModelRequest): Choice {
  const nothing: Choice = { calls: [], incomplete: undefined };
  const tools = request.tools ?? [];
  if (tools.length === 0 || request.toolChoice === 'none') return nothing;
  const values = extractValues(conversation.message);
  const asked = stemsOf(values.message);
  const indexed = tools.map(indexTool);
  const rated = indexed
    .map((entry) => rate(entry, indexed, values, asked))
    .sort((left, right) => right.score - left.score);
  const forced = forcedTool(rated, request.toolChoice);
  if (forced) return { calls: [toCall(forced)], incomplete: undefined };
  if (isSmallTalk(conversation.message)) return nothing;
  const fitting = rated.filter(({ score }) => score >= threshold);
  const complete = fitting.filter(({ filled }) => filled.missing.length === 0);
  const best = complete[0];
  const top = fitting[0];
  if (!best) return lastResort(rated, top, conversation, nothing);
  // A much better tool that lacks one detail is asked for rather than replaced by a worse one.
  if (top && top !== best && top.score > best.score * 1.6 && top.score >= threshold + 1) return incompleteChoice(top);
  const calls = [best];
  for (const other of complete.slice(1)) {
    if (calls.length < maxCalls && addsSomething(other, calls)) calls.push(other);
  }
  return { calls: calls.map(toCall), incomplete: undefined };
}

/** Whether a message is only a greeting or thanks. */
export function isSmallTalk(message: string): boolean {
  return smallTalk.test(message);
}

function forcedTool(rated: Rated[], choice: ModelRequest['toolChoice']): Rated | undefined {
  if (choice === 'required') return rated.find(({ filled }) => filled.missing.length === 0) ?? rated[0];
  return typeof choice === 'object' ? rated.find(({ tool }) => tool.name === choice.name) : undefined;
}

/** A question nobody else can take goes to the knowledge of the agent. */
function lastResort(rated: Rated[], top: Rated | undefined, conversation: Conversation, nothing: Choice): Choice {
  const source = rated.find(({ tool, filled }) => isSource(tool) && filled.missing.length === 0);
  if (top && top.score >= threshold + 1) return incompleteChoice(top);
  if (source && stemsOf(conversation.message).size > 0) return { calls: [toCall(source)], incomplete: undefined };
  return top ? incompleteChoice(top) : nothing;
}

function incompleteChoice({ tool, filled }: Rated): Choice {
  return { calls: [], incomplete: { name: tool.name, missing: filled.missing } };
}

function isSource(tool: ModelTool): boolean {
  const about = `${tool.name.replace(/[_-]/g, ' ')} ${tool.description}`;
  const text = Object.keys(propertiesOf(tool.parameters)).some((name) =>
    /query|question|search|text|\bq\b/i.test(name),
  );
  return text && (knowledge.test(about) || web.test(about));
}

function indexTool(tool: ModelTool): IndexedTool {
  const name = stemsOf(tool.name.replace(/[-_.]/g, ' '));
  return { tool, name, description: stemsOf(tool.description), fields: stemsOf(fieldText(tool)) };
}

function rate(entry: IndexedTool, all: readonly IndexedTool[], values: MessageValues, asked: Set<string>): Rated {
  const { tool, name, description, fields } = entry;
  const filled = fillArguments(tool.parameters, values);
  const evidence = new Set<string>();
  let score = 0;
  for (const stem of asked) {
    const weight = 1 / (1 + 0.5 * (toolsWith(stem, all) - 1));
    const inName = bestMatch(stem, name) * (verbs.has(stem) ? 0.6 : 3);
    const inDescription = bestMatch(stem, description) * (verbs.has(stem) ? 0.3 : 1.6);
    const inFields = bestMatch(stem, fields) * (verbs.has(stem) ? 0.2 : 1);
    const best = Math.max(inName, inDescription, inFields);
    if (best >= 0.9) evidence.add(stem);
    score += best * Math.max(weight, 0.34);
  }
  score += shapeBonus(tool, values) - (filled.missing.length > 0 ? 0.5 : 0);
  if (knowledge.test(tool.name.replace(/[_-]/g, ' ')) && score > 0 && isSource(tool)) score += 0.8;
  return { tool, score, evidence, filled };
}

function fieldText(tool: ModelTool): string {
  return Object.entries(propertiesOf(tool.parameters))
    .map(([name, property]) => {
      const description = typeof property['description'] === 'string' ? property['description'] : '';
      const members = Array.isArray(property['enum']) ? property['enum'].join(' ') : '';
      return `${name.replace(/[-_.]/g, ' ')} ${description} ${members}`;
    })
    .join(' ');
}

function toolsWith(stem: string, all: readonly IndexedTool[]): number {
  const holding = all.filter(
    ({ name, description }) => bestMatch(stem, name) >= 0.7 || bestMatch(stem, description) >= 0.7,
  );
  return Math.max(1, holding.length);
}

/** A calculation, an address or an e-mail in the message speaks for tools that want one. */
function shapeBonus(tool: ModelTool, values: MessageValues): number {
  const about = `${tool.name} ${Object.keys(propertiesOf(tool.parameters)).join(' ')}`;
  let bonus = 0;
  if (values.expression !== undefined && /calc|math|expression|arithmetic/i.test(about)) bonus += 4;
  if (values.urls.length > 0 && /url|web|page|fetch|scrape|browse/i.test(about)) bonus += 3;
  if (values.emails.length > 0 && /e-?mail/i.test(about)) bonus += 1.5;
  return bonus;
}

/** A second tool is called for words the first does not explain, never for the same thing again. */
function addsSomething(other: Rated, chosen: Rated[]): boolean {
  const fresh = [...other.evidence].filter((stem) => !chosen.some(({ evidence }) => bestMatch(stem, evidence) > 0));
  return fresh.length > 0 && other.score >= (chosen[0]?.score ?? 0) * 0.45;
}

function toCall({ tool, filled }: Rated): ChosenCall {
  return { name: tool.name, arguments: filled.values };
}
