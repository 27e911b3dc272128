import type { BreakName } from './breaks/breaks.ts';
import { runInChild } from './in-child.ts';
import { killLoop } from './kills/kill-loop.ts';
import type { KillProof, Proof, ProofReport, RunProof } from './proof.ts';

export interface RunSettings {
  /** Trials instead of the proof's own. */
  trials: number | null;
  seed: number;
  form: 'short' | 'full';
  broken: BreakName | null;
  databaseUrl: string | null;
  /** This process is the one made for proofs that call the product's code. */
  isChild: boolean;
}

/** How often a proof is tried in this form. */
function trialsOf(proof: Proof, { trials, form, broken }: RunSettings): number {
  return trials ?? (broken === null ? proof[form] : proof.whenBroken);
}

const nothing = 'it saw nothing: no request was acknowledged, so it proves nothing';

/** Runs proofs one after the other, those that kill in one loop. Each report is told as soon as it is there. */
export async function runProofs(
  proofs: readonly Proof[],
  settings: RunSettings,
  onReport: (report: ProofReport) => void,
): Promise<ProofReport[]> {
  const reports: ProofReport[] = [];
  const tell = (found: ProofReport) => {
    const report = found.evidence === 0 ? { ...found, failures: [...found.failures, nothing] } : found;
    reports.push(report);
    onReport(report);
  };
  const kills = proofs.filter((proof): proof is KillProof => 'workload' in proof);
  if (kills.length > 0) (await runKills(kills, settings)).forEach(tell);
  for (const proof of proofs) if ('run' in proof) tell(await runAlone(proof, settings));
  return reports;
}

async function runKills(proofs: readonly KillProof[], settings: RunSettings): Promise<ProofReport[]> {
  const { seed, broken, form } = settings;
  try {
    return await killLoop(proofs, {
      seed,
      broken,
      full: form === 'full',
      trialsOf: (proof) => trialsOf(proof, settings),
    });
  } catch (error) {
    return proofs.map((proof) => brokenOff(proof, settings, error));
  }
}

async function runAlone(proof: RunProof, settings: RunSettings): Promise<ProofReport> {
  const { seed, broken, form, databaseUrl, isChild } = settings;
  const trials = trialsOf(proof, settings);
  try {
    if (proof.inProcess && !isChild) return await runInChild(proof.id, { ...settings, trials });
    return await proof.run({ trials, seed, broken, databaseUrl, full: form === 'full' });
  } catch (error) {
    return brokenOff(proof, settings, error);
  }
}

/** A proof that could not be carried through has not held; nor does it show that a mechanism was missed. */
function brokenOff(proof: Proof, settings: RunSettings, error: unknown): ProofReport {
  const { id, promise } = proof;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const failures = [`it broke off: ${text}`];
  return { id, promise, trials: trialsOf(proof, settings), seed: settings.seed, figures: {}, failures, evidence: 0 };
}
