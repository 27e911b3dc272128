import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BreakName } from '../breaks/breaks.ts';
import type { KillProof, KillWorkload, ProofReport } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { freePort, ServerProcess, temporaryFolder } from '../server-process.ts';
import { startChaosModel } from '../support/chaos-model.ts';
import { startEffectSink } from '../support/effect-sink.ts';
import { Ledger } from '../support/ledger.ts';
import { connectModel } from '../support/seed.ts';

export interface KillLoopOptions {
  seed: number;
  broken: BreakName | null;
  /** Kills each proof goes through; one that has had its own stands aside while the others go on. */
  trialsOf(proof: KillProof): number;
  /** Longer answers, and kills up to two seconds in. */
  full: boolean;
  onTrial?(trial: number): void;
}

interface Participant {
  proof: KillProof;
  trials: number;
  workload: KillWorkload;
  failures: string[];
  /** Acknowledgements of all trials, and what waits for the next one. */
  acknowledged: number;
  onAcknowledge: () => void;
}

/** All workloads run at once; the process is killed at a random moment, starts again, and each looks after what it had. */
export async function killLoop(proofs: readonly KillProof[], options: KillLoopOptions): Promise<ProofReport[]> {
  const random = seededRandom(options.seed);
  const model = await startChaosModel({ words: options.full ? 120 : 40, wordDelayMs: 30, embeddingDelayMs: 120 });
  const sink = await startEffectSink(() => random() * 400);
  const folder = await temporaryFolder();
  const server = new ServerProcess({
    port: await freePort(),
    dataDirectory: folder.path,
    environment: { EGRESS_ALLOW: [model.url, sink.url].map((url) => new URL(url).host).join(',') },
    broken: options.broken,
  });
  const participants = proofs.map((proof): Participant => {
    const one: Omit<Participant, 'workload'> = {
      proof,
      trials: options.trialsOf(proof),
      failures: [],
      acknowledged: 0,
      onAcknowledge: () => undefined,
    };
    const ledger = new Ledger(path.join(folder.path, `${proof.id}.ledger`), () => participant.onAcknowledge());
    const participant = { ...one, workload: proof.workload({ server, model, sink, random, ledger }) };
    return participant;
  });
  try {
    await server.start();
    const client = await server.signIn();
    await connectModel(client, model.url);
    for (const { workload } of participants) await workload.prepare(client);
    const trials = Math.max(...participants.map((one) => one.trials));
    for (let trial = 0; trial < trials; trial += 1) {
      const now = participants.filter((one) => trial < one.trials);
      await trialOf(now, server, trial, { busy: random() < 0.7, ms: random() * (options.full ? 2000 : 1200) });
      options.onTrial?.(trial);
    }
    const last = await server.signIn();
    for (const one of participants) one.failures.push(...(await one.workload.check(last)));
    return participants.map((one) => reportOf(one, options.seed));
  } finally {
    await server.kill();
    await model.close();
    await sink.close();
    await folder.remove();
  }
}

async function trialOf(
  participants: readonly Participant[],
  server: ServerProcess,
  trial: number,
  moment: { busy: boolean; ms: number },
): Promise<void> {
  const client = await server.signIn();
  const acknowledged = participants.map(nextAcknowledgement);
  const work = participants.map(({ workload }) => workload.work(client, trial));
  // On a slow machine a kill would seldom find anything under way; so most count from the first acknowledgements.
  if (moment.busy) await Promise.race([Promise.all(acknowledged), sleep(5000)]);
  await sleep(moment.ms);
  await server.kill();
  await Promise.all(work);
  await server.start();
  const again = await server.signIn();
  await Promise.all(participants.map(({ workload }) => workload.recover(again, trial)));
}

function nextAcknowledgement(participant: Participant): Promise<void> {
  return new Promise((resolve) => {
    participant.onAcknowledge = () => {
      participant.acknowledged += 1;
      resolve();
    };
  });
}

function reportOf({ proof, trials, workload, failures, acknowledged }: Participant, seed: number): ProofReport {
  const { id, promise } = proof;
  return { id, promise, trials, seed, figures: workload.figures(), failures, evidence: acknowledged };
}
