/** Unsent text of each conversation, for as long as this tab lives. */
const prefix = 'agentforge.draft.';

export function draftKey(agentId: string, conversationId: string | undefined): string {
  return `${prefix}${agentId}.${conversationId ?? 'new'}`;
}

export function readDraft(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

/** An empty text forgets the draft. */
export function writeDraft(key: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // Storage can be forbidden or full: the text then lives as long as the page.
  }
}
