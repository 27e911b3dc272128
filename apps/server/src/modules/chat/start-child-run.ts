import { endpoint } from '@agentforge/contracts/shared/endpoint';
import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import { z } from 'zod';
import type { Principal, StreamContext, VerbContext } from '../../platform/context.ts';
import type { VerbRunner } from '../../platform/runner.ts';
import { streamVerb } from '../../platform/verb.ts';
import type { ChildRequest, RunsDoor } from '../runs/index.ts';
import type { ChatAgent, ChatAgentsPort, ChatPeoplePort } from './chat.ports.ts';
import { startRunOnce } from './start-run.ts';

/** How many runs may stand one below the other, and how many one message may lead to. */
const deepest = 3;
const largestFamily = 50;

const startedChild = z.object({ runId: z.string(), agentName: z.string() });

/** Not mounted: only the call of a run asks for it, with the rights of the person the run works for. */
const startChild = endpoint({
  id: 'chat.ask_agent',
  method: 'POST',
  path: '/chat/ask-agent',
  access: 'agents:execute',
  summary: 'Start a run that another run asks for',
  answer: startedChild,
});

export interface ChildStartDeps {
  runs: RunsDoor;
  agents: ChatAgentsPort;
  people: ChatPeoplePort;
  runner: VerbRunner;
}

/**
 * Starts the run a call of another run asks for, or finds the one it has started. Throws in plain words: the person may
 * not use that agent, it already stands above, or there are too many.
 */
export async function startChildRun(
  deps: ChildStartDeps,
  request: ChildRequest,
): Promise<{ runId: string; agentName: string }> {
  const verb = streamVerb(startChild, async (context) => {
    const agent = await deps.agents.forChat(context, request.agentId, 'live');
    if (agent.version === null)
      throw new AppError('rule_broken', { detail: `"${agent.name}" is not published, so agents cannot ask it.` });
    return { runId: await startOrFind(deps.runs, context, agent, request), agentName: agent.name };
  });
  const outcome = await deps.runner.run(verb, {
    principal: await principalFor(deps, request),
    request: { requestId: newId('request'), ip: null, userAgent: null },
    input: { params: {}, query: {}, body: undefined },
  });
  return startedChild.parse(outcome.answer);
}

/** The person's rights as they are now, and of them only those the asking run has. */
async function principalFor(
  { people }: ChildStartDeps,
  { tenantId, userId, rights, parentRunId: runId, parentAgentName: name }: ChildRequest,
): Promise<Principal> {
  const actor = { kind: 'run', runId, name, userId, agentIds: rights?.agent_ids ?? null } as const;
  const principal = await people.inNameOf(tenantId, userId, actor);
  if (!principal) throw new AppError('forbidden', { detail: 'The person this is done for is no longer active.' });
  if (!rights) return principal;
  const given = new Set<string>(rights.permissions);
  return {
    ...principal,
    permissions: new Set([...principal.permissions].filter((permission) => given.has(permission))),
  };
}

async function startOrFind(
  runs: RunsDoor,
  context: StreamContext,
  agent: ChatAgent,
  request: ChildRequest,
): Promise<string> {
  const { parentRunId: runId, key, labels, limits, rights, vault } = request;
  const parent = { runId, key, depth: 0 };
  let earlier: string | null = null;
  const claim = async (own: VerbContext) => {
    const line = await runs.holdFamily(own.tx, runId);
    earlier = await runs.childOf(own.tx, runId, key);
    if (earlier !== null) return false;
    requireMayAsk(line ?? [], agent);
    const root = line?.at(-1)?.id ?? runId;
    if ((await runs.countFamily(own.tx, root)) >= largestFamily)
      throw refused(`This answer has asked other agents ${largestFamily - 1} times already, which is the most.`);
    parent.depth = (line?.[0]?.depth ?? 0) + 1;
    return true;
  };
  const started = await startRunOnce(
    context,
    runs,
    {
      agent,
      message: request.message,
      timezone: request.timezone,
      channel: 'agent',
      child: { parent, labels, limits, rights, vault },
    },
    { claim, keep: async () => undefined },
  );
  return started?.run.runId ?? earlier ?? runId;
}

function requireMayAsk(
  line: readonly { agentId: string; depth: number; cancelled: boolean }[],
  agent: ChatAgent,
): void {
  const [asking] = line;
  if (!asking || asking.cancelled) throw refused('The answer this was for has ended.');
  if (line.some(({ agentId }) => agentId === agent.agentId))
    throw refused(`"${agent.name}" is at work on this already, so asking it again would go round in circles.`);
  if (asking.depth >= deepest)
    throw refused(`Agents may hand a task on ${deepest} times; this one has to be done here.`);
}

function refused(detail: string): AppError {
  return new AppError('rule_broken', { detail });
}
