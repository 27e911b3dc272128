import { getMailState, listMail, retryMail } from '@agentforge/contracts/notifications/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import type { Mailer } from '@agentforge/plugin-kit/mailer';
import type { VerbContext } from '../../platform/context.ts';
import type { JobQueue } from '../../platform/jobs/job-queue.ts';
import { toPage } from '../../platform/pagination.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { countOpenMails, findMail, listMailRows, type MailRow, requeueMail } from './mails.repository.ts';
import type { PeoplePort } from './notifications.ports.ts';
import { sendMailJob } from './send-mail.job.ts';

export function getMailStateVerb(mailer: Mailer | null): Verb {
  return verb(getMailState, async (context) => {
    const described = mailer?.describe() ?? null;
    return {
      configured: described !== null,
      from: described?.from ?? null,
      server: context.principal.isOperator ? (described?.server ?? null) : null,
      ...(await countOpenMails(context.tx)),
    };
  });
}

export function listMailVerb(people: PeoplePort): Verb {
  return verb(listMail, async (context, { query }) => {
    const rows = await listMailRows(context.tx, query);
    const page = toPage(rows, query.limit, (row) => row);
    return { ...page, data: await presentMails(context, people, page.data) };
  });
}

export interface RetryDeps {
  people: PeoplePort;
  jobs: Pick<JobQueue, 'enqueue' | 'poke'>;
}

export function retryMailVerb({ people, jobs }: RetryDeps): Verb {
  return verb(retryMail, async (context, { params }) => {
    const { tx, tenantId } = context;
    const row = await findMail(tx, params.mail_id);
    if (!row) throw notFound('mail');
    if (!(await requeueMail(tx, row.id))) {
      throw new AppError('conflict', { detail: 'This was sent already, or is on its way.' });
    }
    await jobs.enqueue(tx, sendMailJob, { tenant_id: tenantId, mail_id: row.id });
    tx.afterCommit(() => jobs.poke(sendMailJob));
    context.audit({ resource: { kind: 'mail', id: row.id }, details: { topic: row.topic, user_id: row.userId } });
    const [shown] = await presentMails(context, people, [(await findMail(tx, row.id)) ?? row]);
    if (!shown) throw notFound('mail');
    return shown;
  });
}

const topics = ['approval.requested', 'approval.escalated'] as const;
const statuses = ['queued', 'sending', 'sent', 'skipped', 'failed'] as const;

async function presentMails(context: VerbContext, people: PeoplePort, rows: readonly MailRow[]) {
  const found = await people.find(context.tx, context.tenantId, [...new Set(rows.map((row) => row.userId))]);
  const labels = new Map(found.map(({ id, email }) => [id, email]));
  return rows.map((row) => ({
    id: row.id,
    topic: topics.find((topic) => topic === row.topic) ?? ('approval.requested' as const),
    subject_id: row.subjectId,
    to: { id: row.userId, label: labels.get(row.userId) ?? '' },
    status: statuses.find((status) => status === row.status) ?? ('failed' as const),
    attempts: row.attempts,
    error: row.error,
    created_at: row.createdAt,
    sent_at: row.sentAt,
  }));
}
