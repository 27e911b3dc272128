import type { Client } from '@agentforge/client/client';
import type { BreakName } from './breaks/breaks.ts';
import type { ServerProcess } from './server-process.ts';
import type { ChaosModel } from './support/chaos-model.ts';
import type { EffectSink } from './support/effect-sink.ts';
import type { Ledger } from './support/ledger.ts';

/** What a proof found. `failures` empty: the promise held in `trials` trials. */
export interface ProofReport {
  id: string;
  promise: string;
  trials: number;
  seed: number;
  figures: Record<string, number | string>;
  failures: string[];
  /** How many things it could look at. 0: it saw nothing, which is not the same as no failure. */
  evidence?: number;
}

export interface ProofOptions {
  trials: number;
  seed: number;
  /** Mechanism that is off, to see the proof turn red. Server processes get it with `ServerSettings.broken`. */
  broken: BreakName | null;
  /** PostgreSQL server for proofs that need several processes; null where there is none. */
  databaseUrl: string | null;
  /** The full form: longer answers, more at once. */
  full: boolean;
}

interface Stated {
  id: string;
  promise: string;
  /** Trials in CI, in `npm run chaos`, and with a mechanism off. */
  short: number;
  full: number;
  whenBroken: number;
  /** Mechanisms it stands on: with any of them off it must turn red. */
  breaks: readonly [BreakName, ...BreakName[]];
  needsPostgres?: boolean;
}

/** A proof that runs by itself. */
export interface RunProof extends Stated {
  /** It calls the product's code in its own process: it is given one, with the mechanism off when asked. */
  inProcess?: boolean;
  run(options: ProofOptions): Promise<ProofReport>;
}

/** A proof whose faults are kills: all of them share one loop, each with its own work and its own ledger. */
export interface KillProof extends Stated {
  workload(stage: KillStage): KillWorkload;
}

export type Proof = RunProof | KillProof;

/** What a workload has around it; the ledger is its own. */
export interface KillStage {
  server: ServerProcess;
  model: ChaosModel;
  sink: EffectSink;
  random: () => number;
  ledger: Ledger;
}

export interface KillWorkload {
  /** Once, before the first kill. */
  prepare(client: Client): Promise<void>;
  /** Works until the process is gone; what then fails is the point. */
  work(client: Client, trial: number): Promise<void>;
  /** After the restart that followed `work`. */
  recover(client: Client, trial: number): Promise<void>;
  /** After the last restart: reads everything back. Answers what does not hold. */
  check(client: Client): Promise<string[]>;
  figures(): Record<string, number | string>;
}

/** No failure in N trials bounds the rate by 3/N with 95 % confidence. */
export function bound(trials: number): string {
  return trials === 0 ? 'unknown' : `${Math.min(100, (3 / trials) * 100).toFixed(trials < 1000 ? 1 : 2)} %`;
}
