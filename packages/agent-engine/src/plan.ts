import type { ModelMessage, UserPart } from '@agentforge/plugin-kit/model';
import type { InformationLabel, RiskClass } from '@agentforge/plugin-kit/tool';
import type { RunEventData, TaintMark } from './events.ts';
import type { RecordedCall } from './recording.ts';
import type { AgentSpec } from './spec.ts';

/** A function of a bound tool as the model sees it. Names are unique within a plan. */
export interface BoundFunction {
  toolId: string;
  name: string;
  description: string;
  /** JSON Schema of an object. */
  parameters: Record<string, unknown>;
  risk: RiskClass;
  idempotent: boolean;
  /** Milliseconds; default 60,000. */
  timeoutMs?: number;
  /** Labels every result of this function carries besides its own. */
  labels?: readonly InformationLabel[];
}

export interface MemoryFact {
  text: string;
  /** What the fact is called when it taints a run, e.g. its id. */
  source: string;
  labels?: readonly InformationLabel[];
}

/** What is known of one message of the history: its id, and where its content came from. */
export interface HistoryMark {
  id: string;
  labels: readonly TaintMark[];
}

/** Everything a run is given besides its log. The same plan must be given again when the run resumes. */
export interface RunPlan {
  runId: string;
  agent: AgentSpec;
  functions: readonly BoundFunction[];
  question: string;
  /** Attachments of the question as model parts. */
  attachments: readonly UserPart[];
  /** Earlier turns, oldest first, without a system message. */
  history: readonly ModelMessage[];
  /** One for each of `history`. Absent where a client brings its own turns: those are left out when they get too long. */
  historyMarks?: readonly HistoryMark[];
  /** What the part of the conversation before `history` was about. */
  historySummary?: string;
  historySummaryLabels?: readonly TaintMark[];
  memory: readonly MemoryFact[];
  /** Labels of attachments, history and summary. Those of memory are added by the engine. */
  labels: readonly TaintMark[];
  /** IANA name, for the date in the prompt. */
  timezone: string;
  /** What the person likes to be called. */
  userName?: string;
  /** Told at the start of the run, e.g. why it is made with a cheaper model. */
  notices?: readonly RunEventData['budget-noticed'][];
  /** Set for a replay: calls are answered from here and never made, and nobody is asked to approve them. */
  recording?: readonly RecordedCall[];
}
