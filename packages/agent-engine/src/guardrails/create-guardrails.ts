import type { Json, JsonObject } from '@agentforge/kernel/json';
import { type AnswerCheck, type AnswerRequest, checkAnswer } from './check-answer.ts';
import type { SupportJudge } from './grounding.ts';
import { scanInjection } from './injection.ts';
import { stripInvisible } from './invisible.ts';
import { type Language, replyLanguage } from './language.ts';
import { message } from './messages.ts';
import type { DetectOptions } from './pii/kinds.ts';
import { piiVerdicts } from './pii-verdict.ts';
import { type GuardrailPolicy, kindsFor } from './policy.ts';
import { createStreamGuard, type StreamGuard } from './stream-guard.ts';
import { createTopicMatcher, findTopics, isOffTopic } from './topics.ts';
import { adoptTokens, mapObject, mapStrings, maskTokens, type PiiVault, restore, tokenise } from './vault.ts';
import type { Verdict } from './verdict.ts';

export interface GuardrailOptions {
  /** Two-letter regions whose national phone numbers are understood. */
  regions?: readonly string[];
  /** Tools that get values instead of tokens. Default: none. */
  maySeeValues?: (toolName: string) => boolean;
  /** Replaces the built-in lexical check of single sentences. */
  judge?: SupportJudge;
}

export interface InputCheck {
  /** For the model and the transcript: tokens for values, nothing invisible. */
  text: string;
  blocked?: { reply: string; reason: string };
  verdicts: Verdict[];
}

export interface Guardrails {
  /** Checks what the user wrote and remembers its language for our own sentences. */
  checkInput(text: string): InputCheck;
  /** A guard for one streamed answer. Each model turn takes a new one. */
  outputStream(): StreamGuard;
  checkToolArguments(name: string, args: JsonObject): { arguments: JsonObject; verdicts: Verdict[] };
  /** Treats everything a tool or a document brings as untrusted. Spans point into single strings and are left out. */
  checkToolResult(content: Json): { content: Json; verdicts: Verdict[] };
  checkAnswer(request: AnswerRequest): AnswerCheck;
  /** What is remembered of the person, for the model: `values` stand behind its own tokens, which mean nothing here. */
  checkMemory(text: string, values: PiiVault): string;
  /** What a model wrote of `covered` for itself: values become tokens, tokens of `covered` stay, made-up ones do not count. */
  checkSummary(text: string, covered: string): string;
  /** A stored or streamed text for a reader: with values, or masked. With `mask_pii` nobody sees values. */
  reveal(text: string, reader: { mayReadValues: boolean }): string;
}

function injectionVerdict(stage: Verdict['stage'], text: string, untrusted: boolean): Verdict[] {
  const { score, signals } = scanInjection(text, { untrusted });
  if (signals.length === 0) return [];
  const rules = [...new Set(signals.map((signal) => signal.rule))].join(', ');
  const spans = signals.map(({ start, end, kind }) => ({ start, end, kind }));
  return [
    {
      stage,
      rule: 'prompt_injection',
      action: 'flag',
      detail: `Looks like an attempt to steer the agent (${score}): ${rules}.`,
      spans,
    },
  ];
}

function topicVerdicts(policy: GuardrailPolicy, text: string): Verdict[] {
  const avoided = findTopics(createTopicMatcher(policy.avoidTopics), text);
  if (avoided.length > 0) {
    return [
      {
        stage: 'input',
        rule: 'avoid_topic',
        action: 'block',
        detail: 'The message is about a topic this agent avoids.',
        spans: avoided,
      },
    ];
  }
  if (!isOffTopic(policy.focusTopics, text)) return [];
  const spans = [{ start: 0, end: text.length, kind: 'off_topic' }];
  return [
    {
      stage: 'input',
      rule: 'focus_topic',
      action: 'flag',
      detail: 'The message names none of the topics this agent is for.',
      spans,
    },
  ];
}

/** What tools bring is one verdict per rule, without spans: strings deep in JSON have no common offsets. */
function merged(verdicts: readonly Verdict[]): Verdict[] {
  const byRule = new Map<string, Verdict>();
  for (const verdict of verdicts) if (!byRule.has(verdict.rule)) byRule.set(verdict.rule, { ...verdict, spans: [] });
  return [...byRule.values()];
}

/** Guardrails of one run over one conversation's vault. Pure but for new entries in `vault`. */
export function createGuardrails(policy: GuardrailPolicy, vault: PiiVault, options: GuardrailOptions = {}): Guardrails {
  let language: Language = replyLanguage(policy.language, '');
  const regions = options.regions === undefined ? {} : { regions: options.regions };
  const detection = (stage: 'input' | 'tool'): DetectOptions => ({ kinds: kindsFor(policy, stage), ...regions });

  return {
    checkInput(text) {
      const visible = stripInvisible(text);
      language = replyLanguage(policy.language, visible);
      const { text: safe, spans } = tokenise(visible, vault, detection('input'));
      const topics = topicVerdicts(policy, safe);
      // Signs are read from what was sent: invisible characters are one of them.
      const steering = injectionVerdict('input', visible === text ? safe : text, false);
      const verdicts = [...piiVerdicts('input', spans), ...steering, ...topics];
      const block = topics.find((verdict) => verdict.action === 'block');
      if (!block) return { text: safe, verdicts };
      return { text: safe, blocked: { reply: message('topic', language), reason: block.detail }, verdicts };
    },
    outputStream: () => createStreamGuard(policy, vault, { language, ...regions }),
    checkToolArguments(name, args) {
      if (options.maySeeValues?.(name) !== true) return { arguments: args, verdicts: [] };
      let restored = 0;
      const result = mapObject(args, (text) => {
        const value = restore(text, vault);
        if (value !== text) restored += 1;
        return value;
      });
      const detail = `${restored} field${restored === 1 ? '' : 's'} of the call to ${name} got real values.`;
      return {
        arguments: result,
        verdicts: restored === 0 ? [] : [{ stage: 'tool', rule: 'pii', action: 'allow', detail, spans: [] }],
      };
    },
    checkToolResult(content) {
      const verdicts: Verdict[] = [];
      const safe = mapStrings(content, (text) => {
        verdicts.push(...injectionVerdict('tool', text, true));
        const { text: tokenised, spans } = tokenise(stripInvisible(text), vault, detection('tool'));
        verdicts.push(...piiVerdicts('tool', spans));
        return tokenised;
      });
      return { content: safe, verdicts: merged(verdicts) };
    },
    checkMemory(text, values) {
      if (policy.pii === 'off') return restore(text, values);
      const own = adoptTokens(text, values, vault);
      const isKnownToken = (token: string) => own.tokens.has(token);
      return tokenise(stripInvisible(own.text), vault, { ...detection('input'), isKnownToken }).text;
    },
    checkSummary: (text, covered) =>
      tokenise(stripInvisible(text), vault, { ...detection('tool'), isKnownToken: (token) => covered.includes(token) })
        .text,
    checkAnswer: (request) => checkAnswer(policy, request, language, options.judge),
    reveal: (text, reader) =>
      reader.mayReadValues && policy.pii !== 'mask' ? restore(text, vault) : maskTokens(text, vault),
  };
}
