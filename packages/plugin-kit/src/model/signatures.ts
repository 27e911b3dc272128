import { isJsonObject, type Json, type JsonObject } from '@agentforge/kernel/json';
import type { SharedV4ProviderOptions } from '@ai-sdk/provider';
import type { AssistantPart } from '../model.ts';

/**
 * Proofs a provider wants back unchanged: of its reasoning (`{metadata}`) or of one tool call (`{forCall, metadata}`,
 * carried by a reasoning part without text). Opaque to everyone else.
 */
export function reasoningSignature(metadata: JsonObject): Json {
  return { metadata };
}

/** The proof that belongs to a tool call. */
export function callSignature(callId: string, metadata: JsonObject): Json {
  return { forCall: callId, metadata };
}

function metadataOf(signature: Json | undefined): SharedV4ProviderOptions | undefined {
  if (!isJsonObject(signature) || !isJsonObject(signature.metadata)) return undefined;
  const options: SharedV4ProviderOptions = {};
  for (const [provider, value] of Object.entries(signature.metadata)) {
    if (isJsonObject(value)) options[provider] = value;
  }
  return options;
}

/** What to send back with a reasoning part; nothing for proofs of calls. */
export function reasoningMetadata(signature: Json | undefined): SharedV4ProviderOptions | undefined {
  return isJsonObject(signature) && 'forCall' in signature ? undefined : metadataOf(signature);
}

/** What to send back with each tool call of a message, by call id. */
export function callSignatures(parts: AssistantPart[]): Map<string, SharedV4ProviderOptions> {
  const found = new Map<string, SharedV4ProviderOptions>();
  for (const part of parts) {
    if (part.type !== 'reasoning' || !isJsonObject(part.signature)) continue;
    const callId = part.signature.forCall;
    const metadata = metadataOf(part.signature);
    if (typeof callId === 'string' && metadata) found.set(callId, metadata);
  }
  return found;
}
