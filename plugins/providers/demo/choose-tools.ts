import type { JsonObject } from '@agentforge/kernel/json';
import type { ModelRequest } from '@agentforge/plugin-kit/model';
import type { Conversation } from './conversation.ts';
import { extractValues, type MessageValues, placeBeside } from './extract-values.ts';
import { fillArguments, propertiesOf } from './fill-arguments.ts';
import { type IndexedTool, indexTool, rarity } from './tool-index.ts';
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

interface Rated {
  entry: IndexedTool;
  score: number;
  /** Words of the message that speak for this tool. */
  evidence: Set<string>;
  filled: ReturnType<typeof fillArguments>;
}

const threshold = 2.4;
const maxCalls = 2;
const verbs = new Set(
  'get find fetch list search lookup look run call api tool data read query check request http retriev creat mak us new'.split(
    ' ',
  ),
);
const smallTalk =
  /^\W*(?:hi|hello|hey|thanks?|thank you|good (?:morning|evening|day)|bye|ok(?:ay)?|who are you|what can you do|help|مرحبا|أهلا|السلام عليكم|شكرا|من أنت)(?: there| again| a lot| so much| very much)?[\s\p{P}]*$/iu;
const question =
  /[?؟]\s*$|^\W*(?:what|who|where|when|why|which|how|is|are|do|does|did|was|were|has|have|ما|من|أين|اين|متى|كيف|هل|كم|لماذا)\s/i;
const information =
  /\b(?:about|explain|information|details|summar\w+|search|look ?up|find|describe|according|polic(?:y|ies))\b|عن|اشرح|معلومات/i;

const creative = /^\W*(?:please\s+)?(?:write|compose|imagine|invent|draw|sing|tell me a (?:joke|story))\b/i;
const general = /\b(?:polic(?:y|ies)|rules?|terms|how (?:do|can|long|many|much)|why)\b|سياسة|شروط|قواعد/i;

/** Which of the offered tools fit the message, best first, with arguments out of the message; at most two. */
export function chooseTools(conversation: Conversation, request: ModelRequest): Choice {
  const tools = request.tools ?? [];
  if (tools.length === 0 || request.toolChoice === 'none') return nothing;
  const rated = rateAll(tools.map(indexTool), extractValues(conversation.message));
  const forced = forcedTool(rated, request.toolChoice);
  if (forced) return { calls: [toCall(forced)], incomplete: undefined };
  if (isSmallTalk(conversation.message)) return nothing;
  const isQuestion = question.test(conversation.message);
  // "What is your refund policy?" is no order to refund.
  const fitting = rated.filter(
    ({ score, entry, filled }) => score >= threshold && !(isQuestion && entry.isWriting && filled.missing.length > 0),
  );
  const complete = fitting.filter(({ filled }) => filled.missing.length === 0);
  const [top] = fitting;
  const [best] = complete;
  const isGeneral = general.test(conversation.message) && rated.some(({ entry }) => entry.isKnowledge);
  if (top && !isGeneral && isWorthAsking(top, best)) return incompleteChoice(top);
  if (!best) return lastResort(rated, conversation.message, isQuestion);
  return { calls: withSecond(best, complete, conversation.message), incomplete: undefined };
}

/** Whether a message is only a greeting or thanks. */
export function isSmallTalk(message: string): boolean {
  return smallTalk.test(message);
}

const nothing: Choice = { calls: [], incomplete: undefined };

function forcedTool(rated: Rated[], choice: ModelRequest['toolChoice']): Rated | undefined {
  if (choice === 'required') return rated.find(({ filled }) => filled.missing.length === 0) ?? rated[0];
  return typeof choice === 'object' ? rated.find(({ entry }) => entry.tool.name === choice.name) : undefined;
}

/** A clearly better tool that lacks one detail is asked for rather than replaced by a worse one. */
function isWorthAsking(top: Rated, best: Rated | undefined): boolean {
  if (top.filled.missing.length === 0) return false;
  return best === undefined || (top.score > best.score * 1.5 && !best.entry.isKnowledge);
}

/** A question nobody else can take goes to the knowledge of the agent. */
function lastResort(rated: Rated[], message: string, isQuestion: boolean): Choice {
  const wantsToKnow = (isQuestion || information.test(message)) && !creative.test(message);
  if (!wantsToKnow || stemsOf(message).size === 0) return nothing;
  const ready = rated.filter(({ filled }) => filled.missing.length === 0);
  const source = ready.find(({ entry }) => entry.isKnowledge) ?? ready.find(({ entry }) => entry.isSource);
  return source ? { calls: [toCall(source)], incomplete: undefined } : nothing;
}

function incompleteChoice({ entry, filled }: Rated): Choice {
  return { calls: [], incomplete: { name: entry.tool.name, missing: filled.missing } };
}

function rateAll(indexed: IndexedTool[], values: MessageValues): Rated[] {
  // "12 times 8" asks for no time.
  const message =
    values.expression === undefined ? values.message : values.message.replace(/\b(?:times|plus|minus|over)\b/gi, ' ');
  const asked = [...stemsOf(message)].map((stem) => ({ stem, weight: rarity(stem, indexed) }));
  return indexed.map((entry) => rate(entry, asked, values)).sort((left, right) => right.score - left.score);
}

function rate(entry: IndexedTool, asked: readonly { stem: string; weight: number }[], values: MessageValues): Rated {
  const filled = fillArguments(entry.tool.parameters, values);
  const evidence = new Set<string>();
  let score = 0;
  for (const { stem, weight } of asked) {
    const dampened = verbs.has(stem) ? 0.2 : 1;
    const best =
      Math.max(
        bestMatch(stem, entry.name) * 3,
        bestMatch(stem, entry.description) * 1.6,
        bestMatch(stem, entry.fields),
      ) * dampened;
    if (best >= 0.9) evidence.add(stem);
    score += best * weight;
  }
  const bonus = score > 0 && filled.found > 0 ? 1 : 0;
  const penalty = entry.isWriting && question.test(values.message) ? 1 : 0;
  const ofKnowledge = entry.isKnowledge && score > 0 ? 0.8 : 0;
  return { entry, score: score + bonus + ofKnowledge + shapeBonus(entry, values) - penalty, evidence, filled };
}

/** A calculation, an address or an e-mail in the message speaks for tools that want one. */
function shapeBonus({ tool }: IndexedTool, values: MessageValues): number {
  const about = `${tool.name} ${Object.keys(propertiesOf(tool.parameters)).join(' ')}`;
  let bonus = 0;
  if (values.expression !== undefined && /calc|math|expression|arithmetic/i.test(about)) bonus += 4;
  if (values.urls.length > 0 && /url|web|page|fetch|scrape|browse/i.test(about)) bonus += 3;
  if (values.emails.length > 0 && /e-?mail/i.test(about)) bonus += 1.5;
  return bonus;
}

/** The best call, and a second one for words it does not explain or for a second place; never the same call twice. */
function withSecond(best: Rated, complete: Rated[], message: string): ChosenCall[] {
  const first = toCall(best);
  const other = complete.slice(1, maxCalls + 3).find((rated) => addsSomething(rated, best));
  if (other) return [first, toCall(other)];
  for (const [name, value] of Object.entries(first.arguments)) {
    const beside =
      typeof value === 'string' && /city|location|place|region|country/i.test(name)
        ? placeBeside(message, value)
        : undefined;
    if (beside !== undefined && beside !== value)
      return [first, { name: first.name, arguments: { ...first.arguments, [name]: beside } }];
  }
  return [first];
}

function addsSomething(other: Rated, best: Rated): boolean {
  const fresh = [...other.evidence].filter((stem) => bestMatch(stem, best.evidence) === 0);
  return fresh.length > 0 && other.score >= best.score * 0.45 && !other.entry.isSource;
}

function toCall({ entry, filled }: Rated): ChosenCall {
  return { name: entry.tool.name, arguments: filled.values };
}
