import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { createContext, useContext } from 'react';
import type { Studio } from './use-studio.ts';

export const StudioContext = createContext<Studio | undefined>(undefined);

/** The agent being edited; only inside the studio. */
export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('useStudio needs the studio around it');
  return studio;
}

type Nested = 'personality' | 'guardrails' | 'parameters' | 'budget' | 'approval_policy';

/** One nested part of the draft with a way to change some of its fields. */
export function useDraftPart<Part extends Nested>(
  part: Part,
): readonly [AgentDefinition[Part], (change: Partial<AgentDefinition[Part]>) => void] {
  const { draft, edit } = useStudio();
  return [draft[part], (change) => edit({ [part]: { ...draft[part], ...change } })];
}
