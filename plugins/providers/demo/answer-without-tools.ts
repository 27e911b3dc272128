import type { ModelRequest } from '@agentforge/plugin-kit/model';
import { isSmallTalk } from './choose-tools.ts';
import type { Conversation } from './conversation.ts';
import { label } from './describe-json.ts';
import { numberedPassages, quotePassages, sentencesOf } from './passages.ts';
import { phrases } from './phrases.ts';
import { coverage, stemsOf } from './words.ts';

const orders =
  /^(?:you\b|your\b|act\b|always\b|never\b|do not\b|don't\b|be\b|use\b|answer\b|respond\b|reply\b|if\b|when\b|only\b|keep\b|follow\b|avoid\b|ensure\b|help\b|أنت|لا|كن|استخدم)/i;
const confidential = /secret|password|confidential|internal|api.?key|token|instruction|system prompt|سر|كلمة المرور/i;
const echo =
  /\b(?:say|reply(?: only)? with|answer(?: only)? with|respond(?: only)? with|repeat(?: after me)?|write)(?: exactly)?(?: the (?:word|text|sentence))?\s*:?\s*["“']([^"”']{1,300})["”']|\b(?:reply|answer|respond)(?: only)? with(?: exactly)?(?: the word)?\s*:?\s+([\p{L}\p{N}_-]{1,60})[.!]?$/iu;

/** An answer where no tool fits: from sources in the prompt, else from the conversation, else an honest introduction. */
export function answerWithoutTools(conversation: Conversation, request: ModelRequest): string {
  const { message, language } = conversation;
  const words = phrases(language);
  const echoed = echo.exec(message);
  const wanted = echoed?.[1] ?? echoed?.[2];
  if (wanted !== undefined) return wanted;
  const sources = [...numberedPassages(conversation.system), ...numberedPassages(message)];
  if (sources.length > 0 && !isSmallTalk(message)) return quotePassages(questionIn(message), sources, language);
  const known = isSmallTalk(message) ? [] : knownSentences(conversation);
  if (known.length > 0) return `${words.fromConversation} ${known.join(' ')}`;
  return introduce(conversation, request);
}

/** Without sources pasted into the message, the message; else its last line. */
function questionIn(message: string): string {
  if (!/(?:^|\n)\s*\[\d+\]/.test(message)) return message;
  return message.split('\n').findLast((line) => line.trim() !== '' && !/^\s*\[\d+\]/.test(line)) ?? message;
}

/** Statements of the prompt and of earlier messages that speak of what is asked. Orders and secrets are not repeated. */
function knownSentences({ system, earlier, message }: Conversation): string[] {
  const asked = stemsOf(message);
  if (asked.size === 0 || confidential.test(message)) return [];
  const statements = [...sentencesOf(system), ...earlier.flatMap(sentencesOf)].filter(
    (sentence) =>
      !orders.test(sentence) && !/[?؟]$/.test(sentence) && !confidential.test(sentence) && sentence.length < 400,
  );
  return statements
    .map((sentence) => ({ sentence, score: coverage(asked, stemsOf(sentence)) }))
    .filter(({ score }) => score >= 0.6)
    .sort((left, right) => right.score - left.score)
    .slice(0, 2)
    .map(({ sentence }) => (/[.!?؟]$/.test(sentence) ? sentence : `${sentence}.`));
}

function introduce({ message, language, hasFiles }: Conversation, request: ModelRequest): string {
  const words = phrases(language);
  const parts: string[] = [];
  const names = (request.tools ?? []).map(({ name }) => label(name));
  if (/thank|شكرا/i.test(message) && isSmallTalk(message)) return words.thanks;
  if (isSmallTalk(message)) parts.push(words.greeting);
  parts.push(words.introduction);
  if (hasFiles) parts.push(words.noImages);
  if (names.length > 0 && !isSmallTalk(message)) parts.push(words.noTool);
  const listed = names.slice(0, 8).join(', ');
  if (names.length > 0) parts.push(words.hasTools(names.length > 8 ? `${listed}, …` : listed));
  parts.push(words.connect);
  return parts.join(' ');
}
