import { z } from 'zod';
import { id, rowPolicy, shortText, timestamp } from '../shared/schemas.ts';
import { parseTemplate, TemplateError } from './template.ts';

export const messageTemplate = z
  .string()
  .trim()
  .min(1, 'Write the message the agent gets')
  .max(20_000)
  .superRefine((template, context) => {
    try {
      parseTemplate(template);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
    }
  });

export const trigger = z
  .object({
    id: id('trigger'),
    agent_id: id('agent'),
    name: z.string(),
    message_template: z.string(),
    is_active: z.boolean(),
    /** Where the other system sends its events. */
    url: z.string(),
    /** Last characters of the signing secret, to tell which one a sender has. */
    secret_hint: z.string(),
    /** Until when the secret before the last rotation is accepted too. */
    previous_secret_until: timestamp.nullable(),
    /** Whose rights its runs have. `can_run` false: deliveries are refused until that is put right. */
    runs_as: z.object({ user_id: z.string(), label: z.string(), can_run: z.boolean() }),
    last_delivery_at: timestamp.nullable(),
    created_at: timestamp,
    updated_at: timestamp,
    policy: rowPolicy,
  })
  .meta({ id: 'Trigger' });

export type Trigger = z.output<typeof trigger>;

/** Answers that carry the signing secret: the only time it is shown. */
export const triggerWithSecret = trigger.extend({ secret: z.string() }).meta({ id: 'TriggerWithSecret' });

export const createTriggerBody = z.strictObject({
  name: shortText(80),
  message_template: messageTemplate,
  is_active: z.boolean().default(true),
});

export const updateTriggerBody = z.strictObject({
  name: shortText(80).optional(),
  message_template: messageTemplate.optional(),
  is_active: z.boolean().optional(),
});

export const delivery = z
  .object({
    id: id('delivery'),
    trigger_id: id('trigger'),
    status: z.enum(['accepted', 'refused']),
    /** Why it was refused, in plain words. */
    reason: z.string().nullable(),
    /** The sender's id of the event; null where the sender could not be trusted. */
    event_id: z.string().nullable(),
    run_id: id('run').nullable(),
    is_test: z.boolean(),
    /** How often the same one arrived. */
    attempts: z.number().int(),
    received_at: timestamp,
    last_received_at: timestamp,
  })
  .meta({ id: 'TriggerDelivery' });

export type Delivery = z.output<typeof delivery>;

/** The same for every delivery of one event. */
export const hookReceipt = z
  .object({ status: z.literal('accepted'), event_id: z.string(), run_id: id('run') })
  .meta({ id: 'HookReceipt' });
