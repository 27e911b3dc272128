import type { RunEvent } from '@agentforge/agent-engine/events';
import type { BlobStore } from '@agentforge/plugin-kit/blob-store';
import type { KnowledgePort } from '@agentforge/plugin-kit/tool';
import type { VerbContext } from '../../platform/context.ts';
import type { Room } from '../../platform/room.ts';
import type { PlatformServices } from '../../platform/services.ts';
import { AttachmentReader } from './attachments.ts';
import { cancelRunVerb } from './cancel-run.ts';
import type {
  AgentsPort,
  BudgetsPort,
  InboxPort,
  KnowledgeBinding,
  MemoryPort,
  ModelsPort,
  PeoplePort,
  ToolsPort,
} from './chat.ports.ts';
import { type ChatDoor, createChatDoor } from './chat-door.ts';
import { decideOnRun } from './decide-on-run.ts';
import { deleteConversationVerb } from './delete-conversation.ts';
import { getConversationVerb } from './get-conversation.ts';
import { getRunVerb, listRunsVerb } from './get-run.ts';
import { listConversationsVerb, listMyConversationsVerb } from './list-conversations.ts';
import { RunPreparer } from './prepare-run.ts';
import type { ReaderDeps } from './read-run.ts';
import { RunNews } from './run-news.ts';
import type { SendDeps } from './send-deps.ts';
import { sendFeedbackVerb } from './send-feedback.ts';
import { sendMessageVerb } from './send-message.ts';
import { streamRunVerb } from './stream-run.ts';
import { RunSupervisor } from './supervisor.ts';
import { updateConversationVerb } from './update-conversation.ts';
import { VaultKeeper } from './vault-keeper.ts';

export interface ChatDeps extends Pick<PlatformServices, 'database' | 'clock' | 'logger' | 'metrics' | 'vault'> {
  agents: AgentsPort;
  tools: ToolsPort;
  knowledge: KnowledgeBinding;
  search: (tenantId: string) => KnowledgePort;
  models: ModelsPort;
  budgets: BudgetsPort;
  memory: MemoryPort;
  inbox: InboxPort;
  people: PeoplePort;
  blobs: BlobStore;
  extractWorkerUrl: URL;
}

export function createChatRoom(deps: ChatDeps): { room: Room; door: ChatDoor } {
  const vaults = new VaultKeeper(deps.database, deps.vault);
  const attachments = new AttachmentReader(deps);
  const news = new RunNews(deps.database, deps.logger);
  const preparer = new RunPreparer({ ...deps, vaults, attachments });
  const supervisor = new RunSupervisor({ ...deps, preparer, announce: (runId) => news.announce(runId) });
  const reader: ReaderDeps = {
    database: deps.database,
    supervisor,
    onNews: (runId, listener) => news.onNews(runId, listener),
  };
  const send: SendDeps = { ...reader, vaults, attachments, agents: deps.agents };
  const verbs = [
    sendMessageVerb(send),
    listConversationsVerb(),
    listMyConversationsVerb(),
    getConversationVerb({ vaults }),
    updateConversationVerb(),
    deleteConversationVerb(),
    sendFeedbackVerb(),
    listRunsVerb(),
    getRunVerb(),
    streamRunVerb({ ...reader, vaults }),
    cancelRunVerb({ supervisor, askHolder: (runId) => news.askHolder(runId) }),
  ];
  const startDriving = async (takeOver: boolean) => {
    await news.start((runId) => supervisor.active(runId)?.stop.abort('cancelled'));
    supervisor.start(takeOver);
  };
  const decide = (context: VerbContext, decision: { runId: string; event: RunEvent }) =>
    decideOnRun(context, { supervisor, preparer }, decision);
  const door = createChatDoor(send, { startDriving, decide });
  const drain = async () => {
    await supervisor.stop();
    await news.stop();
  };
  return { room: { name: 'chat', verbs, drain }, door };
}
