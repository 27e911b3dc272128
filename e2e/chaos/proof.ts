/** What a proof found. `failures` empty: the promise held in `trials` trials. */
export interface ProofReport {
  id: string;
  promise: string;
  trials: number;
  seed: number;
  figures: Record<string, number | string>;
  failures: string[];
}

export interface ProofOptions {
  trials: number;
  seed: number;
  /** Breaks the mechanism on purpose, to see the proof turn red. */
  broken: boolean;
  /** PostgreSQL for proofs that need several processes; null where there is none. */
  databaseUrl: string | null;
}

export interface Proof {
  id: string;
  promise: string;
  short: number;
  full: number;
  run(options: ProofOptions): Promise<ProofReport>;
}

/** No failure in N trials bounds the rate by 3/N with 95 % confidence. */
export function bound(trials: number): string {
  return trials === 0 ? 'unknown' : `${((3 / trials) * 100).toFixed(1)} %`;
}
