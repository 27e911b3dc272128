import { z } from 'zod';
import { id } from '../shared/schemas.ts';

/** Nobody may begin a run of this agent, or of any agent, until it is resumed. */
export const runPause = z
  .object({
    /** Null: all agents. */
    agent_id: id('agent').nullable(),
    reason: z.string(),
    /** Who paused, as others recognise them. */
    by: z.string(),
    since: z.string(),
  })
  .meta({ id: 'RunPause' });

export type RunPause = z.output<typeof runPause>;

export const cancelAllAnswer = z
  .object({
    /** Runs that were told to stop. */
    stopping: z.number().int(),
    /** Of them, those whose process had not answered when this was sent; they end when it does or loses its lease. */
    still_running: z.number().int(),
    paused: z.boolean(),
  })
  .meta({ id: 'CancelAllAnswer' });
