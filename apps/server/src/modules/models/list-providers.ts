import { listProviders } from '@agentforge/contracts/models/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import type { Connections } from './connections.ts';
import { presentFixed, presentProvider } from './provider-view.ts';
import { readModelSettings } from './tenant-settings.ts';

export function listProvidersVerb(connections: Connections, startedAt: string): Verb {
  return verb(listProviders, async (context) => {
    const { rows, policy } = await readModelSettings(context.tx);
    return {
      data: [
        ...rows.map((row) => presentProvider(context, row)),
        ...connections.sharedWith({ policy }).map((fixed) => presentFixed(fixed, startedAt)),
      ],
      next_cursor: null,
    };
  });
}
