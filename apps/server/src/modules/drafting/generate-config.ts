import { generateConfig } from '@agentforge/contracts/agents/endpoints';
import { messageOf } from '@agentforge/kernel/errors';
import type { JsonObject } from '@agentforge/kernel/json';
import type { LanguageModel, ModelRequest } from '@agentforge/plugin-kit/model';
import type { StreamContext } from '../../platform/context.ts';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import { adopt, jsonInText } from './adopt-answer.ts';
import { draftFor } from './built-in-draft.ts';
import type { DraftingDeps, Surroundings } from './drafting.ports.ts';
import { generationRequest } from './generation-request.ts';
import { overlapping, type Suggestion, suggestedBy } from './suggestions.ts';

const patienceMs = 60_000;
const mostCharacters = 64_000;
const withoutModel = 'demo/local';

/** A model writes the draft where one is connected; without one, or when it fails, there is a good draft all the same. */
export function generateConfigVerb(deps: DraftingDeps): Verb {
  return streamVerb(generateConfig, async (context, { body }) => {
    const around = await whatCallerSees(context, deps);
    const drafted = draftFor(body.goal, body.language);
    const asked = await askModel(context, deps, generationRequest(body.goal, body.language, around));
    const { config, reasons } = asked === null ? drafted : adopt(drafted, asked.answer);
    const tools = suggestions(body.goal, asked?.answer, 'suggested_tools', 'tool_id', around.tools);
    const bases = suggestions(body.goal, asked?.answer, 'suggested_knowledge_bases', 'knowledge_base_id', around.bases);
    return {
      config,
      reasons,
      model: asked?.model ?? withoutModel,
      suggested_tools: tools.map(({ id, name, reason }) => ({ tool_id: id, name, reason })),
      suggested_knowledge_bases: bases.map(({ id, name, reason }) => ({ knowledge_base_id: id, name, reason })),
    };
  });
}

function whatCallerSees(context: StreamContext, deps: DraftingDeps): Promise<Surroundings> {
  return context.transaction(async ({ tx }) => ({
    tools: context.can('tools:read') ? await deps.tools.list(tx) : [],
    bases: context.can('kb:read') ? await deps.knowledge.list(tx) : [],
  }));
}

function suggestions(
  goal: string,
  answer: JsonObject | undefined,
  list: string,
  idField: string,
  things: Surroundings['tools'],
): Suggestion[] {
  const named = answer === undefined ? [] : suggestedBy(answer, list, idField, things);
  return named.length > 0 ? named : overlapping(goal, things);
}

async function askModel(
  context: StreamContext,
  deps: DraftingDeps,
  request: ModelRequest,
): Promise<{ model: string; answer: JsonObject } | null> {
  try {
    const [chosen] = await deps.models.candidates(context.tenantId, null);
    if (!chosen || chosen.model.id === withoutModel) return null;
    const answer = jsonInText(await textOf(chosen.model, request, context.signal));
    return answer === null ? null : { model: chosen.model.id, answer };
  } catch (error) {
    context.logger.info({ reason: messageOf(error) }, 'no model drafted the agent; the built-in draft is used');
    return null;
  }
}

async function textOf(model: LanguageModel, request: ModelRequest, gone: AbortSignal): Promise<string> {
  const signal = AbortSignal.any([gone, AbortSignal.timeout(patienceMs)]);
  let text = '';
  for await (const part of model.stream(request, signal)) {
    if (part.type === 'text-delta') text += part.text;
    if (text.length > mostCharacters) break;
  }
  return text;
}
