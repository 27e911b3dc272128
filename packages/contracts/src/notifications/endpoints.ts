import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { id, listQuery, page, timestamp } from '../shared/schemas.ts';

export const notificationPreferences = z
  .object({
    /** Whether this installation sends e-mail at all; if not, nothing is to be said of it. */
    email_available: z.boolean(),
    /** I am told by e-mail when something waits for my decision. */
    approvals_by_email: z.boolean(),
  })
  .meta({ id: 'NotificationPreferences' });

export type NotificationPreferences = z.output<typeof notificationPreferences>;

export const getPreferences = endpoint({
  id: 'notifications.preferences',
  method: 'GET',
  path: '/api/v1/notifications/preferences',
  access: 'signed-in',
  summary: 'What I want to be told by e-mail',
  answer: notificationPreferences,
});

export const updatePreferences = endpoint({
  id: 'notifications.preferences.update',
  method: 'PUT',
  path: '/api/v1/notifications/preferences',
  access: 'signed-in',
  summary: 'Choose what I want to be told by e-mail',
  body: z.strictObject({ approvals_by_email: z.boolean() }),
  answer: notificationPreferences,
});

export const mailStatus = z.enum(['queued', 'sending', 'sent', 'skipped', 'failed']);

export const mail = z
  .object({
    id: id('mail'),
    topic: z.enum(['approval.requested', 'approval.escalated']),
    /** Id of what it is about. */
    subject_id: z.string(),
    to: z.object({ id: id('user'), label: z.string() }),
    status: mailStatus,
    /** Tries so far. */
    attempts: z.number().int(),
    /** Why the last try failed, or why it was not sent. */
    error: z.string().nullable(),
    created_at: timestamp,
    sent_at: timestamp.nullable(),
  })
  .meta({ id: 'Mail' });

export type Mail = z.output<typeof mail>;

export const getMailState = endpoint({
  id: 'mail.state',
  method: 'GET',
  path: '/api/v1/mail',
  access: 'settings:read',
  summary: 'Whether e-mail is set up, who it comes from, and how much waits',
  answer: z
    .object({
      configured: z.boolean(),
      from: z.string().nullable(),
      /** For the operator of the installation only. */
      server: z.string().nullable(),
      waiting: z.number().int(),
      failed: z.number().int(),
    })
    .meta({ id: 'MailState' }),
});

export const listMail = endpoint({
  id: 'mail.list',
  method: 'GET',
  path: '/api/v1/mail/messages',
  access: 'settings:read',
  summary: 'E-mail of this organization of the last 30 days, newest first',
  query: listQuery.omit({ q: true }).extend({ status: mailStatus.optional() }),
  answer: page(mail),
});

export const sendTestMail = endpoint({
  id: 'mail.test',
  method: 'POST',
  path: '/api/v1/mail/test',
  access: 'settings:write',
  summary: 'Send myself an e-mail now and say what became of it',
  answer: z.object({ ok: z.boolean(), to: z.string(), error: z.string().nullable() }).meta({ id: 'MailTest' }),
  limitPerMinute: 6,
});

export const retryMail = endpoint({
  id: 'mail.retry',
  method: 'POST',
  path: '/api/v1/mail/messages/{mail_id}/retry',
  access: 'settings:write',
  summary: 'Try one that waits or failed again now',
  params: z.strictObject({ mail_id: id('mail') }),
  answer: mail,
});
