import type { VerdictSpan } from './verdict.ts';

/** Signs that a text tries to steer the model. A signal is a flag for policy and people, never a reason to block alone. */
export interface InjectionReport {
  /** 0 (nothing) to 1 (several strong signs). */
  score: number;
  signals: (VerdictSpan & { rule: string; weight: number })[];
}

interface Rule {
  rule: string;
  weight: number;
  pattern: RegExp;
  /** Ordinary in what a user asks, telling in a document or a tool's result. */
  untrustedOnly?: boolean;
}

const rules: readonly Rule[] = [
  {
    rule: 'asks to ignore instructions',
    weight: 0.6,
    pattern:
      /\b(?:ignore|disregard|forget|override|bypass|do not follow|don['’]t follow)\s{1,3}(?:(?:all|any|the|your|my|of|these|those|every|and|previous|prior|above|earlier|preceding|system|original|initial)\s{1,3}){0,6}(?:instructions?|prompts?|rules|guidelines|guardrails|directives|constraints)\b/gi,
  },
  {
    rule: 'asks to ignore instructions',
    weight: 0.6,
    pattern:
      /(?:تجاهل|تجاهلي|تجاهلوا|انس|انسَ|تخط|تخطى)\s{1,3}(?:(?:كل|جميع|كافة|أي)\s{1,3})?(?:ال)?(?:تعليمات|أوامر|اوامر|قواعد|توجيهات|إرشادات)/gu,
  },
  {
    rule: 'asks to ignore instructions',
    weight: 0.6,
    pattern:
      /\b(?:ignore[zr]?|oublie[zr]?|ignora|olvida|ignorier(?:e|en)?|vergiss)\s{1,3}(?:\p{L}{1,12}\s{1,3}){0,3}(?:instructions?|consignes|instrucciones|reglas|anweisungen|regeln)/giu,
  },
  {
    rule: 'pretends to be system',
    weight: 0.5,
    pattern:
      /<\|(?:im_start|im_end|system|endoftext)\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:system|assistant)(?:_prompt|-message)?>|^[ \t]{0,8}(?:#{1,4} ?)?(?:system|developer) ?(?:prompt|message|override|note)? ?:/gim,
  },
  {
    rule: 'pretends to be system',
    weight: 0.4,
    pattern:
      /\b(?:you are now|from now on,? you(?: are|['’]re| will| must)|act as|enter) (?:in )?(?:DAN|developer mode|jailbr\w{1,8}|unrestricted|god mode|an? unfiltered)\b/gi,
  },
  {
    rule: 'pretends to be system',
    weight: 0.4,
    pattern: /(?:أنت الآن|من الآن فصاعدا|رسالة (?:من )?النظام|وضع المطور)/gu,
  },
  {
    rule: 'asks to reveal prompt',
    weight: 0.5,
    pattern:
      /\b(?:reveal|show|print|repeat|output|display|tell me|give me|leak|expose|what (?:is|are))\s{1,3}(?:(?:me|us|all|of|the|your|full|entire|exact|hidden|initial|original|secret|verbatim)\s{1,3}){0,5}(?:system prompt|system message|initial prompt|hidden prompt|developer message|your instructions|secret instructions)\b/gi,
  },
  {
    rule: 'asks to reveal prompt',
    weight: 0.5,
    pattern:
      /(?:اكشف|اعرض|أظهر|اظهر|اطبع|كرر|أعطني|اعطني)\s{1,3}(?:لي\s{1,3})?(?:عن\s{1,3})?(?:كل\s{1,3})?(?:تعليماتك|تعليمات النظام|موجه النظام|الموجه|التعليمات (?:السرية|الأصلية))/gu,
  },
  {
    rule: 'addresses the assistant',
    weight: 0.35,
    untrustedOnly: true,
    pattern:
      /\b(?:(?:attention|note to|instructions? (?:for|to)|message (?:for|to)|dear)\s{1,3}(?:the |all |any )?(?:ai|llm|assistants?|language models?|chatbots?|copilot|agents?)|if you are an? (?:ai|llm|language model|assistant)|when (?:summari[sz]ing|reading|processing) this (?:document|email|page|text),? (?:you must|always|do not|please|also))\b/gi,
  },
  {
    rule: 'asks for a hidden action',
    weight: 0.45,
    untrustedOnly: true,
    pattern:
      /\b(?:do not|don['’]t|never|without)\s{1,3}(?:tell(?:ing)?|inform(?:ing)?|mention(?:ing)?(?: this)? to|notify(?:ing)?|alert(?:ing)?)\s{1,3}(?:the )?user|\b(?:send|forward|post|email|upload|exfiltrate|transmit)\s{1,3}(?:\w{1,20}\s{1,3}){0,6}(?:to|at)\s{1,3}(?:https?:\/\/|[\w.+-]{1,40}@)/gi,
  },
  {
    rule: 'asks for a hidden action',
    weight: 0.45,
    untrustedOnly: true,
    pattern: /(?:لا تخبر|دون إخبار|بدون علم|لا تذكر للم?)\s{0,3}(?:ال)?مستخدم/gu,
  },
  {
    rule: 'exfiltration link',
    weight: 0.5,
    pattern:
      /!\[[^\]\n]{0,200}\]\(\s{0,3}<?https?:\/\/[^\s)]{1,300}[?&][^\s)=]{1,40}=[^\s)]{0,300}|<img\b[^>]{0,200}src\s{0,3}=\s{0,3}["']?https?:\/\/[^\s"'>]{1,300}\?[^\s"'>]{1,300}|https?:\/\/[^\s)]{1,200}[?&=/](?:\{|%7B|\$\{|<)[a-z _-]{2,40}(?:\}|%7D|>)/gi,
  },
  {
    rule: 'invisible characters',
    weight: 0.4,
    pattern:
      /(?:\udb40[\udc00-\udfff]){3,}|[\u200b\u2060-\u2064\ufeff]{4,}|[\u202d\u202e]|(?:[\u200b-\u200d\u2060-\u2064][^\u0600-\u0dff\ud800-\udfff]?){12,}/g,
  },
];

const encoded = /(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/]{40,4000}={0,2}(?![A-Za-z0-9+/=_-])/g;
const steering =
  /\b(?:ignore|instructions?|system prompt|disregard|exfiltrate|send (?:this|all|the)|execute|password)\b|تجاهل|تعليمات/i;

/** The text behind base 64, or undefined when it is none. */
function decoded(blob: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(blob.slice(0, blob.length - (blob.length % 4))), (unit) => unit.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function encodedSignals(text: string): InjectionReport['signals'] {
  return [...text.matchAll(encoded)]
    .slice(0, 50)
    .filter((match) => steering.test(decoded(match[0].replace(/=+$/, '')) ?? ''))
    .map((match) => signal('encoded instructions', 0.6, match.index, match[0].length));
}

function signal(rule: string, weight: number, start: number, length: number): InjectionReport['signals'][number] {
  return { rule, weight, start, end: start + length, kind: rule };
}

/** Looks for signs of prompt injection. `untrusted` is for documents, web pages and tool results. */
export function scanInjection(text: string, { untrusted }: { untrusted: boolean }): InjectionReport {
  const signals = rules
    .filter((rule) => untrusted || rule.untrustedOnly !== true)
    .flatMap(({ rule, weight, pattern }) =>
      [...text.matchAll(pattern)].slice(0, 20).map((match) => signal(rule, weight, match.index, match[0].length)),
    );
  signals.push(...encodedSignals(text));
  const strongest = new Map<string, number>();
  for (const each of signals) strongest.set(each.rule, Math.max(strongest.get(each.rule) ?? 0, each.weight));
  const innocence = [...strongest.values()].reduce((left, weight) => left * (1 - weight), 1);
  return { score: Math.round((1 - innocence) * 100) / 100, signals: signals.sort((a, b) => a.start - b.start) };
}
