import type { Room } from '../../platform/room.ts';
import type { ChatDoor } from '../chat/index.ts';
import type { PublishedAgentsPort } from './channels.ports.ts';
import { createChatCompletionVerb } from './create-chat-completion.ts';
import { getOpenAiModelVerb, listOpenAiModelsVerb } from './list-openai-models.ts';

export function createChannelsRoom(deps: { chat: ChatDoor; agents: PublishedAgentsPort }): { room: Room } {
  const verbs = [
    listOpenAiModelsVerb(deps.agents),
    getOpenAiModelVerb(deps.agents),
    createChatCompletionVerb(deps.chat),
  ];
  return { room: { name: 'channels', verbs } };
}
