import { createContext, useContext } from 'react';
import type { ChatCitation } from './chat-state.ts';

export interface CitationAccess {
  citations: readonly ChatCitation[];
  open: (citation: ChatCitation) => void;
}

export const CitationContext = createContext<CitationAccess>({ citations: [], open: () => undefined });

/** The citation a mark stands for; undefined when the answer has none of that number. */
export function useCitation(index: number): { citation: ChatCitation | undefined; open: () => void } {
  const { citations, open } = useContext(CitationContext);
  const citation = citations.find((one) => one.index === index);
  return { citation, open: () => citation && open(citation) };
}
