import { exfiltration } from './browser/exfiltration.ts';
import { enqueueAndCommit } from './database/enqueue-and-commit.ts';
import { killedBackends } from './database/killed-backends.ts';
import { restartingDatabase } from './database/restarting-database.ts';
import { excessiveAgency } from './injection/excessive-agency.ts';
import { fuzzedArguments } from './injection/fuzzed-arguments.ts';
import { indirectInjection } from './injection/indirect-injection.ts';
import { personalData } from './injection/personal-data.ts';
import { poisonedMemory } from './injection/poisoned-memory.ts';
import { promptLeak } from './injection/prompt-leak.ts';
import { runawayCost } from './injection/runaway-cost.ts';
import { killWhileChatting } from './kills/chat.ts';
import { killWhileIngesting } from './kills/ingest.ts';
import { killWhileRepeating } from './kills/repeated-requests.ts';
import { killWhileActing } from './kills/tool-calls.ts';
import { askingAgents } from './limits-and-trust/asking-agents.ts';
import { killedWhileAsking } from './limits-and-trust/killed-while-asking.ts';
import { stoppingEverything } from './limits-and-trust/stopping-everything.ts';
import { noisyNeighbour } from './load/noisy-neighbour.ts';
import { cutStreams } from './model-faults/cut-streams.ts';
import { providerDown } from './model-faults/provider-down.ts';
import { tooManyRequests } from './model-faults/too-many-requests.ts';
import type { Proof } from './proof.ts';
import { drainedProcess } from './several/drained-process.ts';
import { leavingReaders } from './several/leaving-readers.ts';
import { pausedProcess } from './several/paused-process.ts';
import { repeatedDeliveries } from './webhooks/repeated-deliveries.ts';

/** Every proof, in the order they run. */
export const proofs: readonly Proof[] = [
  killWhileChatting,
  killWhileIngesting,
  killWhileActing,
  killWhileRepeating,
  leavingReaders,
  drainedProcess,
  pausedProcess,
  repeatedDeliveries,
  restartingDatabase,
  killedBackends,
  enqueueAndCommit,
  tooManyRequests,
  providerDown,
  cutStreams,
  indirectInjection,
  exfiltration,
  promptLeak,
  excessiveAgency,
  poisonedMemory,
  runawayCost,
  fuzzedArguments,
  personalData,
  noisyNeighbour,
  askingAgents,
  killedWhileAsking,
  stoppingEverything,
];
