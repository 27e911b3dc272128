import { maskTokens, type PiiVault, restore } from '@agentforge/agent-engine/guardrails/vault';

/** Shows the person whose conversation it is their own values; an agent that masks shows nobody. */
export function revealer(vault: PiiVault, mask: boolean): ((text: string) => string) | undefined {
  if (vault.entries.length === 0) return undefined;
  return mask ? (text) => maskTokens(text, vault) : (text) => restore(text, vault);
}

/** The same over a vault that grows while its run goes on. */
export function liveRevealer(vault: PiiVault, mask: boolean): (text: string) => string {
  return mask ? (text) => maskTokens(text, vault) : (text) => restore(text, vault);
}
