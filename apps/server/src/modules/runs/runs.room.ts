import type { RunEvent } from '@agentforge/agent-engine/events';
import type { BlobStore } from '@agentforge/plugin-kit/blob-store';
import type { KnowledgePort } from '@agentforge/plugin-kit/tool';
import type { VerbContext } from '../../platform/context.ts';
import type { Room } from '../../platform/room.ts';
import type { PlatformServices } from '../../platform/services.ts';
import { cancelAllRunsVerb } from './cancel-all-runs.ts';
import { cancelRunVerb } from './cancel-run.ts';
import { ChildRuns, type StartChild } from './child-runs.ts';
import { decideOnRun } from './decide-on-run.ts';
import { getRunVerb, listRunsVerb } from './get-run.ts';
import { RunPreparer } from './prepare-run.ts';
import type { ReaderDeps } from './read-run.ts';
import { RunNews } from './run-news.ts';
import { listRunPausesVerb, resumeRunsVerb } from './run-pauses.ts';
import type {
  AgentsPort,
  BudgetsPort,
  ConversationsPort,
  InboxPort,
  KnowledgeBinding,
  MemoryPort,
  ModelsPort,
  PeoplePort,
  ToolsPort,
} from './runs.ports.ts';
import { createRunsDoor, type RunsDoor } from './runs-door.ts';
import { createStopRuns } from './stop-runs.ts';
import { streamRunVerb } from './stream-run.ts';
import { RunSupervisor } from './supervisor.ts';
import { VaultKeeper } from './vault-keeper.ts';

export interface RunsDeps
  extends Pick<PlatformServices, 'config' | 'database' | 'clock' | 'logger' | 'metrics' | 'tracing' | 'vault'> {
  agents: AgentsPort;
  tools: ToolsPort;
  knowledge: KnowledgeBinding;
  search: (tenantId: string) => KnowledgePort;
  models: ModelsPort;
  budgets: BudgetsPort;
  memory: MemoryPort;
  inbox: InboxPort;
  people: PeoplePort;
  conversations: ConversationsPort;
  blobs: BlobStore;
  /** Starts a run for a call of another; the room above does, as a run needs a conversation. */
  startChild: StartChild;
}

export function createRunsRoom(deps: RunsDeps): { room: Room; door: RunsDoor } {
  const vaults = new VaultKeeper(deps.database, deps.vault, deps.conversations);
  const news = new RunNews(deps.database, deps.logger);
  const preparer = new RunPreparer({
    ...deps,
    vaults,
    askAgent: (asking, call, agentId, message) => children.ask(asking, call, agentId, message),
  });
  const supervisor = new RunSupervisor({
    ...deps,
    preparer,
    announce: (runId) => news.announce(runId),
    leaseSeconds: deps.config.runLeaseSeconds,
  });
  const reader: ReaderDeps = {
    database: deps.database,
    supervisor,
    onNews: (runId, listener) => news.onNews(runId, listener),
  };
  const stop = createStopRuns({ database: deps.database, supervisor, askHolder: (runId) => news.askHolder(runId) });
  const children = new ChildRuns({ ...reader, start: deps.startChild, stop });
  const verbs = [
    listRunsVerb(),
    getRunVerb(),
    streamRunVerb({ ...reader, vaults }),
    cancelRunVerb({ supervisor, stop }),
    cancelAllRunsVerb({ stop, agents: deps.agents }),
    listRunPausesVerb(deps.people),
    resumeRunsVerb(),
  ];
  const startDriving = async (takeOver: boolean) => {
    await news.start((runId) => supervisor.active(runId)?.stop.abort('cancelled'));
    supervisor.start(takeOver);
  };
  const decide = (context: VerbContext, decision: { runId: string; event: RunEvent }) =>
    decideOnRun(context, { supervisor, preparer }, decision);
  const drain = async () => {
    await supervisor.stop();
    await news.stop();
  };
  const door = createRunsDoor({ supervisor, explainer: { ...deps, preparer }, reader, vaults, startDriving, decide });
  return { room: { name: 'runs', verbs, drain }, door };
}
