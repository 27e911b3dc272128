/** Part of a text, UTF-16 offsets, end exclusive. `kind` says what was found there; the value itself is never kept. */
export interface VerdictSpan {
  start: number;
  end: number;
  kind: string;
}

/**
 * One decision of a guardrail. Spans point into the text the check returned (for a blocked input: into the text it
 * looked at). `detail` is a sentence for people and holds no value of the text.
 */
export interface Verdict {
  stage: 'input' | 'output' | 'tool';
  rule: string;
  action: 'allow' | 'mask' | 'block' | 'flag' | 'abstain' | 'cut';
  detail: string;
  spans: VerdictSpan[];
}
