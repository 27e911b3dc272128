import type { Room } from '../../platform/room.ts';
import type { PlatformServices } from '../../platform/services.ts';
import { embedMemories } from './embed-memories.handler.ts';
import { embedMemoriesJob } from './embed-memories.job.ts';
import { forgetLeftovers } from './forget.repository.ts';
import { forgetDeleted } from './forget-deleted.handler.ts';
import { learnFromRun } from './learn-from-run.handler.ts';
import { learnFromRunJob } from './learn-from-run.job.ts';
import type {
  MemoryAgentsPort,
  MemoryBudgetsPort,
  MemoryMessagesPort,
  MemoryModelsPort,
  MemoryRunsPort,
} from './memory.ports.ts';
import { MemoryKeeper } from './memory-keeper.ts';
import { MemoryQueue } from './memory-queue.ts';
import { memoryVerbs } from './my-memory.ts';
import { ownMemoryVerbs } from './own-memory.ts';
import { rememberThisVerb } from './remember-this.ts';

export type MemoryDoor = Pick<MemoryKeeper, 'recall' | 'keep'>;

export interface MemoryDeps extends Pick<PlatformServices, 'database' | 'clock' | 'jobs' | 'logger' | 'vault'> {
  agents: MemoryAgentsPort;
  models: MemoryModelsPort;
  budgets: MemoryBudgetsPort;
  messages: MemoryMessagesPort;
  runs: MemoryRunsPort;
}

export function createMemoryRoom(deps: MemoryDeps): { room: Room; door: MemoryDoor } {
  const queue = new MemoryQueue(deps.jobs);
  const keeper = new MemoryKeeper({ ...deps, queue });
  const own = { ...deps, queue, keptIn: keeper.keptIn.bind(keeper) };
  const room: Room = {
    name: 'memory',
    verbs: [...memoryVerbs(own), rememberThisVerb(own), ...ownMemoryVerbs(deps)],
    housekeeping: [{ name: 'replaced memories', run: forgetLeftovers }],
    defineJobs: (jobs) => {
      jobs.define(learnFromRunJob);
      jobs.define(embedMemoriesJob);
    },
    startWork: async (jobs) => {
      await jobs.work(learnFromRunJob, (data, facts) => learnFromRun(own, data, facts), { concurrency: 2 });
      await jobs.work(embedMemoriesJob, (data, facts) => embedMemories(deps, data, facts.signal));
    },
    listen: forgetDeleted,
  };
  return { room, door: keeper };
}
