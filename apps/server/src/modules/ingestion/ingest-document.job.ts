import { z } from 'zod';
import { defineJob } from '../../platform/jobs/job.ts';

/** Brings one document from its source into the index. */
export const ingestDocumentJob = defineJob({
  name: 'knowledge-ingest-document',
  data: z.object({ tenantId: z.string(), documentId: z.string() }),
  expireSeconds: 3600,
  heartbeatSeconds: 30,
});
