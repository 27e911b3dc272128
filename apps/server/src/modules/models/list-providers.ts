import { listProviders } from '@agentforge/contracts/models/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import type { Connections } from './connections.ts';
import { listProviderRows } from './models.repository.ts';
import { presentFixed, presentProvider } from './provider-view.ts';

export function listProvidersVerb(connections: Connections, startedAt: string): Verb {
  return verb(listProviders, async (context) => {
    const rows = await listProviderRows(context.tx);
    return {
      data: [
        ...rows.map((row) => presentProvider(context, row)),
        ...connections.fixed.map((fixed) => presentFixed(fixed, startedAt)),
      ],
      next_cursor: null,
    };
  });
}
