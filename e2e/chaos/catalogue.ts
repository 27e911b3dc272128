import { killWhileChatting } from './kills/chat.ts';
import { killWhileIngesting } from './kills/ingest.ts';
import { killWhileRepeating } from './kills/repeated-requests.ts';
import { killWhileActing } from './kills/tool-calls.ts';
import type { Proof } from './proof.ts';
import { repeatedDeliveries } from './webhooks/repeated-deliveries.ts';

/** Every proof, in the order they run. */
export const proofs: readonly Proof[] = [
  killWhileChatting,
  killWhileIngesting,
  killWhileActing,
  killWhileRepeating,
  repeatedDeliveries,
];
