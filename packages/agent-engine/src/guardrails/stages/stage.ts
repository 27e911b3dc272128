import type { Verdict } from '../verdict.ts';

/**
 * One step of the output stream. What a stage writes is a function of the text it was given, never of how that text was
 * cut into pushes; so stages can be chained and the whole keeps that property.
 */
export interface Stage {
  push(delta: string): string;
  /** The rest. Called once; nothing follows. */
  end(): string;
  /** True once nothing that is pushed will be shown any more. */
  readonly stopped: boolean;
  /** Where a stage that stopped ended the text it was given, counted in its output. */
  readonly endedAt?: number;
  /** Verdicts on the first `kept` characters of this stage's output; the rest was cut by a later stage. */
  verdicts(kept: number): Verdict[];
}
