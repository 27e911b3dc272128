import { z } from 'zod';
import { defineJob } from '../../platform/jobs/job.ts';

/** About seven hours of tries: 30 s, 1 min, 2 min … and then every 15 minutes. */
export const sendMailJob = defineJob({
  name: 'mail.send',
  data: z.object({ tenant_id: z.string(), mail_id: z.string() }),
  retries: 32,
  retryDelaySeconds: 30,
  retryDelayMaxSeconds: 900,
  expireSeconds: 120,
});
