import { type CheckedSentence, checkGrounding, type Evidence, type SupportJudge } from './grounding.ts';
import { checkLanguage, type Language } from './language.ts';
import { message } from './messages.ts';
import type { GuardrailPolicy } from './policy.ts';
import type { Verdict, VerdictSpan } from './verdict.ts';

export interface AnswerRequest {
  text: string;
  question: string;
  /** Passages and tool results the model was given. Empty: grounding is not checked. */
  passages: readonly Evidence[];
}

export interface AnswerCheck {
  /** The answer, or the sentence that declines. Spans and sentences of an abstained answer point into the original. */
  text: string;
  sentences: CheckedSentence[];
  verdicts: Verdict[];
  abstained: boolean;
}

const speculation =
  /\b(?:probably|perhaps|maybe|i (?:think|guess|believe|assume|suppose)|presumably|might be|could be|my guess|likely)\b|ربما|أعتقد|اعتقد|أظن|اظن|من المحتمل|على الأرجح|peut-être|probablement|quizás|probablemente|vielleicht|wahrscheinlich/giu;

function flag(rule: string, detail: string, spans: VerdictSpan[]): Verdict {
  return { stage: 'output', rule, action: 'flag', detail, spans };
}

function styleVerdicts(
  policy: GuardrailPolicy,
  { text, question, passages }: AnswerRequest,
  sentences: readonly CheckedSentence[],
): Verdict[] {
  const verdicts: Verdict[] = [];
  const language = checkLanguage(policy.language, text, question);
  if (language) verdicts.push(language);
  if (policy.noSpeculation) {
    const spans = [...text.matchAll(speculation)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'speculation',
    }));
    if (spans.length > 0) verdicts.push(flag('no_speculation', 'The answer guesses.', spans));
  }
  const factual = sentences.some(({ support }) => support !== 'not_factual');
  if (policy.citeSources && passages.length > 0 && factual && !/\[\^?\d{1,3}\]|\[(?:source|المصدر)\b/iu.test(text)) {
    verdicts.push(
      flag('cite_sources', 'Sources were used but the answer cites none.', [
        { start: 0, end: text.length, kind: 'uncited' },
      ]),
    );
  }
  return verdicts;
}

/**
 * Checks a finished answer against what the model was given. More unsupported than supported sentences: the answer is
 * replaced by one that declines (if the agent may admit uncertainty); fewer: they are marked.
 */
export function checkAnswer(
  policy: GuardrailPolicy,
  request: AnswerRequest,
  language: Language,
  judge?: SupportJudge,
): AnswerCheck {
  const { text, question, passages } = request;
  const grounding = { answer: text, question, evidence: passages, strict: policy.verifyFacts };
  const sentences = checkGrounding(judge ? { ...grounding, judge } : grounding);
  const verdicts = styleVerdicts(policy, request, sentences);
  const unsupported = sentences.filter(({ support }) => support === 'unsupported');
  const supported = sentences.filter(({ support }) => support === 'supported');
  if (!policy.antiHallucination || unsupported.length === 0) return { text, sentences, verdicts, abstained: false };

  const spans = unsupported.map(({ start, end }) => ({ start, end, kind: 'unsupported' }));
  const found = `${unsupported.length} of ${unsupported.length + supported.length} checked statements are not in the sources.`;
  if (unsupported.length > supported.length && policy.admitUncertainty) {
    const abstain: Verdict = { stage: 'output', rule: 'anti_hallucination', action: 'abstain', detail: found, spans };
    return { text: message('abstain', language), sentences, verdicts: [...verdicts, abstain], abstained: true };
  }
  return { text, sentences, verdicts: [...verdicts, flag('anti_hallucination', found, spans)], abstained: false };
}
