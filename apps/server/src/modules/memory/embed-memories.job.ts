import { z } from 'zod';
import { defineJob } from '../../platform/jobs/job.ts';

/** Gives the memories of one person and agent their vectors, where an embedding model is configured. */
export const embedMemoriesJob = defineJob({
  name: 'memory-embed',
  data: z.object({ tenantId: z.string(), userId: z.string(), agentId: z.string() }),
  retries: 3,
  expireSeconds: 300,
});
