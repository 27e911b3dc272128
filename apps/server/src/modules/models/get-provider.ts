import { getProvider } from '@agentforge/contracts/models/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { findProvider } from './models.repository.ts';
import { presentProvider } from './provider-view.ts';

export function getProviderVerb(): Verb {
  return verb(getProvider, async (context, { params }) => {
    const row = await findProvider(context.tx, params.provider_id);
    if (!row) throw notFound('model provider');
    return presentProvider(context, row);
  });
}
