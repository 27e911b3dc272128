import { getOpenAiModel, listOpenAiModels } from '@agentforge/contracts/channels/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import type { VerbContext } from '../../platform/context.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import type { PublishedAgentsPort } from './channels.ports.ts';

export function listOpenAiModelsVerb(agents: PublishedAgentsPort): Verb {
  return verb(listOpenAiModels, async (context) => ({
    object: 'list' as const,
    data: await modelsFor(context, agents),
  }));
}

export function getOpenAiModelVerb(agents: PublishedAgentsPort): Verb {
  return verb(getOpenAiModel, async (context, { params }) => {
    const { model } = params;
    const all = await agents.list(context);
    const slug = all.find((agent) => agent.agentId === model)?.slug ?? model;
    const found = (await modelsFor(context, agents)).find((one) => one.id === slug);
    if (!found) throw notFound('model');
    return { ...found, id: model };
  });
}

/** An API key limited to some agents sees only those. */
async function modelsFor(context: VerbContext, agents: PublishedAgentsPort) {
  const allowed = context.actor.kind === 'api-key' ? context.actor.agentIds : null;
  const all = await agents.list(context);
  return all
    .filter((agent) => allowed === null || allowed.includes(agent.agentId))
    .map((agent) => ({
      id: agent.slug,
      object: 'model' as const,
      created: Math.floor(Date.parse(agent.createdAt) / 1000),
      owned_by: 'agentforge',
    }));
}
