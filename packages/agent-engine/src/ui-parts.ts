import type { Json } from '@agentforge/kernel/json';

interface Dynamic {
  toolCallId: string;
  dynamic: true;
}

/** The part of the AI SDK UI message stream (v1) this product sends. Field names are the protocol's. */
export type UiPart =
  | { type: 'start'; messageId: string }
  | { type: 'start-step' | 'finish-step' | 'reset-step' }
  | { type: 'text-start' | 'text-end' | 'reasoning-start' | 'reasoning-end'; id: string }
  | { type: 'text-delta' | 'reasoning-delta'; id: string; delta: string }
  | (Dynamic & { type: 'tool-input-start'; toolName: string })
  | (Dynamic & { type: 'tool-input-available'; toolName: string; input: Json })
  | (Dynamic & { type: 'tool-input-error'; toolName: string; input: Json; errorText: string })
  | { type: 'tool-approval-request'; approvalId: string; toolCallId: string; reason: string }
  | { type: 'tool-approval-response'; approvalId: string; approved: boolean; reason?: string }
  | (Dynamic & { type: 'tool-output-available'; output: Json })
  | (Dynamic & { type: 'tool-output-error'; errorText: string })
  | { type: 'tool-output-denied'; toolCallId: string }
  | {
      type: 'source-document';
      sourceId: string;
      mediaType: string;
      title: string;
      providerMetadata: { agentforge: { [key: string]: Json } };
    }
  | { type: `data-${string}`; id?: string; data: unknown; transient?: boolean }
  | { type: 'error'; errorText: string }
  | { type: 'abort'; reason: string }
  | { type: 'finish'; finishReason: UiFinishReason };

export type UiFinishReason = 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'error' | 'other';
