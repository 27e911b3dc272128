import { z } from 'zod';
import { defineJob } from '../../platform/jobs/job.ts';

/** Removes blobs of the tenant that no document owns, and old generations of one document. */
export const removeLeftoversJob = defineJob({
  name: 'knowledge-remove-leftovers',
  data: z.object({ tenantId: z.string(), documentId: z.string().nullable() }),
});
