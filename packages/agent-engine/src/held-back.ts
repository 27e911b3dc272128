import type { Verdict } from './guardrails/verdict.ts';

/** When the pieces of one answer came, milliseconds of the run's clock. */
export interface Arrivals {
  readonly asked: number;
  first: number;
  last: number;
  pieces: number;
}

/** A fast model writes this many pieces in a moment too; only a long wait before them makes the moment strange. */
const fewestPieces = 100;
const shortestWaitMs = 2000;
const lumpShare = 0.02;

export function newArrivals(asked: number): Arrivals {
  return { asked, first: asked, last: asked, pieces: 0 };
}

export function noteArrival(arrivals: Arrivals, now: number): void {
  if (arrivals.pieces === 0) arrivals.first = now;
  arrivals.last = now;
  arrivals.pieces += 1;
}

/** Says so when an answer was sent in many pieces and came in one lump: something on its way holds streams back. */
export function heldBack({ asked, first, last, pieces }: Arrivals): Verdict | undefined {
  const waited = first - asked;
  if (pieces < fewestPieces || waited < shortestWaitMs || last - first > waited * lumpShare) return undefined;
  const seconds = (waited / 1000).toFixed(1);
  return {
    stage: 'output',
    rule: 'held_back',
    action: 'flag',
    detail: `The whole answer arrived at once after ${seconds} s, although the model sent it in ${pieces} pieces: a proxy on the way holds streams back. Whoever runs AgentForge turns its response buffering off (nginx: "proxy_buffering off").`,
    spans: [],
  };
}
