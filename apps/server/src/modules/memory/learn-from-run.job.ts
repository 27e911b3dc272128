import { z } from 'zod';
import { defineJob } from '../../platform/jobs/job.ts';

/** Has a model read what a person said in one run. */
export const learnFromRunJob = defineJob({
  name: 'memory-learn-from-run',
  data: z.object({ tenantId: z.string(), runId: z.string() }),
  retries: 2,
  expireSeconds: 300,
});
