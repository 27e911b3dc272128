import { setTimeout as sleep } from 'node:timers/promises';
import type { BreakName } from '../breaks/breaks.ts';
import type { KillProof, KillWorkload, ProofReport } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { freePort, ServerProcess, temporaryFolder } from '../server-process.ts';
import { startChaosModel } from '../support/chaos-model.ts';
import { startEffectSink } from '../support/effect-sink.ts';
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
}

/** All workloads run at once; the process is killed at a random moment, starts again, and each looks after what it had. */
export async function killLoop(proofs: readonly KillProof[], options: KillLoopOptions): Promise<ProofReport[]> {
  const random = seededRandom(options.seed);
  const model = await startChaosModel({ words: options.full ? 120 : 40, wordDelayMs: 30, embeddingDelayMs: 60 });
  const sink = await startEffectSink(() => random() * 400);
  const folder = await temporaryFolder();
  const server = new ServerProcess({
    port: await freePort(),
    dataDirectory: folder.path,
    environment: { EGRESS_ALLOW: [model.url, sink.url].map((url) => new URL(url).host).join(',') },
    broken: options.broken,
  });
  const stage = { server, model, sink, random, folder: folder.path };
  const participants = proofs.map((proof): Participant => {
    const workload = proof.workload(stage);
    return { proof, workload, trials: options.trialsOf(proof), failures: [] };
  });
  try {
    await server.start();
    const client = await server.signIn();
    await connectModel(client, model.url);
    for (const { workload } of participants) await workload.prepare(client);
    const trials = Math.max(...participants.map((one) => one.trials));
    for (let trial = 0; trial < trials; trial += 1) {
      const now = participants.filter((one) => trial < one.trials);
      await trialOf(now, server, trial, random() * (options.full ? 2000 : 1200));
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
  afterMs: number,
): Promise<void> {
  const client = await server.signIn();
  const work = participants.map(({ workload }) => workload.work(client, trial));
  await sleep(afterMs);
  await server.kill();
  await Promise.all(work);
  await server.start();
  const again = await server.signIn();
  await Promise.all(participants.map(({ workload }) => workload.recover(again, trial)));
}

function reportOf({ proof, trials, workload, failures }: Participant, seed: number): ProofReport {
  return { id: proof.id, promise: proof.promise, trials, seed, figures: workload.figures(), failures };
}
