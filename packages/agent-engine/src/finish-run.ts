import { totalsOf } from './cost.ts';
import type { ReasonCode, RunEvent, RunEventData } from './events.ts';
import type { CheckedAnswer } from './ports.ts';
import { type RunContext, recordDurably } from './run-context.ts';

export interface Ending {
  status: RunEventData['run-finished']['status'];
  code: ReasonCode;
  reason: string;
  /** What the person reads; empty when there is nothing to keep. */
  text: string;
}

/** The last check of the answer, the message and the end, in one durable write. */
export async function finishRun(run: RunContext, ending: Ending): Promise<void> {
  const events: RunEvent[] = [];
  if (ending.text.trim() !== '' && run.state.message === undefined) {
    const checked = await checkAnswer(run, ending.text);
    if (checked.verdicts.length > 0) {
      events.push({ type: 'guardrail-checked', data: { stage: 'output', verdicts: checked.verdicts } });
    }
    events.push({ type: 'message-completed', data: messageOf(run, checked) });
  }
  const { status, code, reason } = ending;
  events.push({ type: 'run-finished', data: { status, reason_code: code, reason, ...totalsOf(run.state) } });
  await recordDurably(run, events);
}

function messageOf(run: RunContext, checked: CheckedAnswer): RunEventData['message-completed'] {
  const { text, citations, sentences } = checked;
  return { text, citations, ...(sentences.length === 0 ? {} : { sentences }), labels: [...run.state.taint] };
}

/** Every text passed the output guard already, so an answer that cannot be checked is kept and marked. */
async function checkAnswer(run: RunContext, text: string): Promise<CheckedAnswer> {
  const { passages, checkedInput } = run.state;
  try {
    return await run.ports.guardrails.checkAnswer({
      text,
      passages,
      question: checkedInput ?? run.prepared.plan.question,
    });
  } catch {
    const reason = 'The citations of this answer could not be checked.';
    return {
      text,
      citations: [],
      sentences: [],
      verdicts: [{ stage: 'output', rule: 'answer_check', action: 'flag', detail: reason, spans: [] }],
    };
  }
}
