import type { InformationLabel, RiskClass } from '@agentforge/plugin-kit/tool';
import type { CallDecision, TaintMark } from './events.ts';
import type { ApprovalPolicy } from './spec.ts';

export interface FlowJudgement {
  decision: CallDecision;
  reason?: string;
}

const decisions = { block: 'refuse', ask: 'ask', allow: 'execute' } as const;

/**
 * Keeps what strangers wrote from acting. Once untrusted content is in context, calls that change or send something
 * follow the policy (default: ask); a rule that allows this very function lifts that. With private data in context too,
 * no rule lifts it, and sending data out always asks: that combination is never left unattended.
 */
export function judgeInformationFlow(
  policy: ApprovalPolicy['information_flow'],
  risk: RiskClass,
  taint: readonly TaintMark[],
  allowedByRule: boolean,
): FlowJudgement {
  const untrusted = sourceOf(taint, ['untrusted']);
  if (risk === 'read' || untrusted === undefined) return { decision: 'execute' };
  const secret = sourceOf(taint, ['private', 'secret']);
  if (secret === undefined) {
    return allowedByRule ? { decision: 'execute' } : judgement(decisions[policy], untrusted, undefined);
  }
  const decision = risk === 'egress' && policy === 'allow' ? 'ask' : decisions[policy];
  return judgement(decision, untrusted, secret);
}

function judgement(decision: CallDecision, untrusted: string, secret: string | undefined): FlowJudgement {
  if (decision === 'execute') return { decision };
  const because = `content from outside (${untrusted}) may have influenced this call`;
  const risk = secret === undefined ? '' : `, and it could carry away private information (${secret})`;
  return { decision, reason: `${because.charAt(0).toUpperCase()}${because.slice(1)}${risk}.` };
}

function sourceOf(taint: readonly TaintMark[], labels: readonly InformationLabel[]): string | undefined {
  return taint.find((mark) => labels.includes(mark.label))?.source;
}

/** Adds marks that are not there yet; the first source of a label and each further source are kept once. */
export function addTaint(taint: TaintMark[], marks: readonly TaintMark[]): void {
  for (const mark of marks) {
    const known = taint.some(({ label, source }) => label === mark.label && source === mark.source);
    if (!known) taint.push(mark);
  }
}
