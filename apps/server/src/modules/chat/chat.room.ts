import type { BlobStore } from '@agentforge/plugin-kit/blob-store';
import type { Room } from '../../platform/room.ts';
import type { VerbRunner } from '../../platform/runner.ts';
import type { RunsDoor } from '../runs/index.ts';
import { AttachmentReader } from './attachments.ts';
import type { ChatAgentsPort, ChatPeoplePort } from './chat.ports.ts';
import { type ChatDoor, createChatDoor } from './chat-door.ts';
import { deleteConversationVerb } from './delete-conversation.ts';
import { getConversationVerb } from './get-conversation.ts';
import { listConversationsVerb, listMyConversationsVerb } from './list-conversations.ts';
import type { SendDeps } from './send-deps.ts';
import { sendFeedbackVerb } from './send-feedback.ts';
import { sendMessageVerb } from './send-message.ts';
import { updateConversationVerb } from './update-conversation.ts';

export interface ChatDeps {
  runs: RunsDoor;
  agents: ChatAgentsPort;
  people: ChatPeoplePort;
  runner: VerbRunner;
  blobs: BlobStore;
  extractWorkerUrl: URL;
}

export function createChatRoom(deps: ChatDeps): { room: Room; door: ChatDoor } {
  const { runs, agents } = deps;
  const send: SendDeps = { runs, agents, attachments: new AttachmentReader(deps) };
  const verbs = [
    sendMessageVerb(send),
    listConversationsVerb(),
    listMyConversationsVerb(),
    getConversationVerb({ runs }),
    updateConversationVerb(),
    deleteConversationVerb({ runs }),
    sendFeedbackVerb(),
  ];
  return { room: { name: 'chat', verbs }, door: createChatDoor(send, deps) };
}
