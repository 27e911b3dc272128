import { patchAgent, putAgent } from '@agentforge/contracts/agents/endpoints';
import type { Agent, AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { fieldErrorsOf, statusOf } from '../../../shared/failure.ts';
import { useLeaveWarning } from '../../../shared/forms/use-leave-warning.ts';
import { callVersioned, ifMatch, type Versioned } from '../../../shared/versioned.ts';
import { agentKeys } from '../api/agent-queries.ts';
import { createAutosave, type SaveState } from './autosave.ts';
import { definitionOf, saveRequestOf, withUntouched } from './draft.ts';
import type { DraftNotes } from './reasons.ts';

export interface Studio {
  /** As the server has it. */
  agent: Agent;
  /** As the person sees it. */
  draft: AgentDefinition;
  edit: (part: Partial<AgentDefinition>) => void;
  /** The server's message for a field, by dotted path. */
  errors: Readonly<Record<string, string>>;
  notes: DraftNotes;
  save: SaveState;
  /** Saves now what waits. Resolves true when everything is on the server. */
  flush: () => Promise<boolean>;
  /** Ends a conflict or a failure: own values again, or what the server has. */
  settle: (keep: boolean) => Promise<void>;
  /** Takes a state of the server that came by another way (publish, restore). */
  adopt: (fresh: Versioned<Agent>) => void;
}

async function send(saved: Versioned<Agent>, draft: AgentDefinition): Promise<Versioned<Agent>> {
  const request = saveRequestOf(definitionOf(saved.value), draft);
  if (!request) return saved;
  const params = { agent_id: saved.value.id };
  const headers = ifMatch(saved.etag);
  if (request.method === 'PATCH') return callVersioned(patchAgent, { params, headers, body: request.body });
  const { status, access } = saved.value;
  return callVersioned(putAgent, { params, headers, body: { ...request.body, status, access } });
}

/** The agent while it is edited: a local draft that is saved by itself. `load` reads the newest from the server. */
export function useStudioState(
  first: Versioned<Agent>,
  notes: DraftNotes,
  load: () => Promise<Versioned<Agent>>,
): Studio {
  const queries = useQueryClient();
  const saved = useRef(first);
  const [agent, setAgent] = useState(first.value);
  const [draft, setDraft] = useState(() => definitionOf(first.value));
  const [save, setSave] = useState<SaveState>({ phase: 'saved', error: undefined, savedAt: undefined });
  const keep = useCallback(
    (answer: Versioned<Agent>) => {
      saved.current = answer;
      setAgent(answer.value);
      queries.setQueryData(agentKeys.one(answer.value.id), answer);
    },
    [queries],
  );
  const latest = useRef({ draft });
  const [autosave] = useState(() =>
    createAutosave<AgentDefinition>({
      save: async (value) => {
        const before = definitionOf(saved.current.value);
        const answer = await send(saved.current, value);
        keep(answer);
        // What a colleague changed meanwhile arrives with the answer; own fields stay as typed.
        const next = withUntouched(latest.current.draft, before, definitionOf(answer.value));
        latest.current.draft = next;
        setDraft(next);
      },
      isConflict: (error) => statusOf(error) === 412,
      onChange: setSave,
    }),
  );
  const edit = useCallback(
    (part: Partial<AgentDefinition>) => {
      const next = { ...latest.current.draft, ...part };
      latest.current.draft = next;
      setDraft(next);
      autosave.change(next);
    },
    [autosave],
  );
  const adopt = useCallback(
    (fresh: Versioned<Agent>) => {
      keep(fresh);
      const next = definitionOf(fresh.value);
      latest.current.draft = next;
      setDraft(next);
    },
    [keep],
  );
  const settle = useCallback(
    async (own: boolean) => {
      if (own) saved.current = { ...saved.current, etag: undefined };
      else adopt(await load());
      autosave.settle(own);
    },
    [autosave, adopt, load],
  );
  useLeaving(save.phase, () => {
    void autosave.flush().then(() => queries.invalidateQueries({ queryKey: agentKeys.lists }));
  });
  const errors = useMemo(() => fieldErrorsOf(save.error), [save.error]);
  return { agent, draft, edit, errors, notes, save, flush: autosave.flush, settle, adopt };
}

/** Saves when the page is left inside the app; asks first when the window is closed with something unsaved. */
function useLeaving(phase: SaveState['phase'], leave: () => void): void {
  const latest = useRef(leave);
  latest.current = leave;
  useEffect(() => () => latest.current(), []);
  useLeaveWarning(phase !== 'saved');
}
