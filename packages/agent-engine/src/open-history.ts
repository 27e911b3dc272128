import type { ModelMessage } from '@agentforge/plugin-kit/model';
import type { TaintMark } from './events.ts';
import type { HistoryMark, RunPlan } from './plan.ts';
import type { RunState } from './run-state.ts';

/** The part of the conversation that is shown as it was said, and what the part before it was about. */
export interface OpenHistory {
  messages: readonly ModelMessage[];
  marks: readonly HistoryMark[] | undefined;
  summary: { text: string; labels: readonly TaintMark[] } | undefined;
}

/** The history behind the newest summary: the one this run made, else the one the plan came with. */
export function openHistory(plan: RunPlan, { window }: Pick<RunState, 'window'>): OpenHistory {
  const { history, historyMarks: marks, historySummary: text } = plan;
  if (window.summary === undefined) {
    return {
      messages: history,
      marks,
      summary: text === undefined ? undefined : { text, labels: plan.historySummaryLabels ?? [] },
    };
  }
  const { through } = window.summary;
  // Not there: the plan was made again after the summary was kept, and begins behind it.
  const covered = (marks ?? []).findIndex(({ id }) => id === through) + 1;
  return { messages: history.slice(covered), marks: marks?.slice(covered), summary: window.summary };
}
