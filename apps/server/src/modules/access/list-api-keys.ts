import { listApiKeys } from '@agentforge/contracts/access/endpoints';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { presentApiKey } from './api-key-view.ts';
import { listApiKeyRows } from './api-keys.repository.ts';

export function listApiKeysVerb(): Verb {
  return verb(listApiKeys, async (context, { query }) => {
    const userId = context.can('security:admin') ? null : context.requireUserId();
    const rows = await listApiKeyRows(context.tx, { ...query, userId });
    return toPage(rows, query.limit, presentApiKey);
  });
}
