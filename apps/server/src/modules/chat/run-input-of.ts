import type { VerbContext } from '../../platform/context.ts';
import type { CheckedInput, ChildRequest, RunInput, StoredAttachment } from '../runs/index.ts';

/** The call of another run that asks for this one. */
export interface ChildOrigin extends Pick<ChildRequest, 'labels' | 'limits' | 'rights' | 'vault'> {
  parent: { runId: string; key: string; depth: number };
}

interface Asked {
  timezone: string;
  history?: RunInput['history'];
  outside?: string;
  child?: ChildOrigin;
}

/** What a run is given besides its agent and its conversation. */
export function inputOf(
  own: VerbContext,
  { timezone, history, outside, child }: Asked,
  { text, verdicts }: CheckedInput,
  attachments: StoredAttachment[],
): RunInput {
  return {
    question: text,
    verdicts,
    timezone,
    attachments,
    ...(history ? { history } : {}),
    ...(outside === undefined ? {} : { outside }),
    ...(child ? givenBy(child) : rightsOf(own)),
  };
}

/** What bounds a run that another asked for, and where its question may have come from. */
function givenBy({ labels, limits, rights }: ChildOrigin): Partial<RunInput> {
  const { max_tokens = null, max_cost_usd = null, max_seconds = null } = limits;
  return {
    labels: [...labels],
    limits: { max_tokens, max_cost_usd, max_seconds },
    ...(rights === undefined ? {} : { rights }),
  };
}

/** Who is here in person may do what they may do; a key only what it was given. */
function rightsOf({ actor, principal }: VerbContext): Partial<RunInput> {
  if (actor.kind !== 'api-key') return {};
  const agentIds = actor.agentIds === null ? null : [...actor.agentIds];
  return { rights: { permissions: [...principal.permissions], agent_ids: agentIds } };
}
