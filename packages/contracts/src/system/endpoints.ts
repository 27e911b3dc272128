import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';

const check = z.object({ status: z.enum(['ok', 'failed', 'off']), detail: z.string().optional() });

export const health = z
  .object({
    status: z.enum(['ready', 'starting', 'draining', 'failed']),
    version: z.string(),
    checks: z.record(z.string(), check),
  })
  .meta({ id: 'Health' });

/** `/health*`, `/metrics`, `/openapi.json` and `/docs` are served outside the verb road; this one is for the client. */
export const getHealth = endpoint({
  id: 'system.health',
  method: 'GET',
  path: '/health',
  access: { public: 'Probes have no credential; the answer names no data' },
  summary: 'Readiness and version',
  answer: health,
});
