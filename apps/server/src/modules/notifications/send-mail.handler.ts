import type { Database, Tx } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import { AppError, messageOf } from '@agentforge/kernel/errors';
import type { Mailer, MailMessage } from '@agentforge/plugin-kit/mailer';
import type { JobFacts } from '../../platform/jobs/job.ts';
import { approvalNotice } from '../approvals/index.ts';
import { approvalMail } from './mail-text.ts';
import { claimMail, type MailRow, settleMail } from './mails.repository.ts';
import type { PeoplePort } from './notifications.ports.ts';
import { declined } from './preferences.repository.ts';

export interface SendDeps {
  database: Database;
  clock: Clock;
  mailer: Mailer;
  people: PeoplePort;
  /** Address users open. */
  baseUrl: string;
}

type Ready = { mail: MailMessage } | { skip: string };

/** Sends one mail. Safe to run again: who comes second finds it sent or claimed. */
export async function sendMail(
  deps: SendDeps,
  data: { tenant_id: string; mail_id: string },
  facts: Pick<JobFacts, 'lastTry' | 'signal'>,
): Promise<void> {
  const { database } = deps;
  const ready = await database.withTenant(data.tenant_id, async (tx) => {
    const row = await claimMail(tx, data.mail_id);
    return row === null ? null : prepare(tx, deps, row);
  });
  if (ready === null) return;
  const settle = (status: string, error: string | null) =>
    database.withTenant(data.tenant_id, (tx) => settleMail(tx, data.mail_id, status, error));
  if ('skip' in ready) return settle('skipped', ready.skip);
  try {
    await deps.mailer.send(ready.mail, facts.signal);
  } catch (error) {
    const final = AppError.is(error) && error.code === 'rule_broken';
    await settle(final || facts.lastTry ? 'failed' : 'queued', messageOf(error).slice(0, 300));
    if (!final) throw error;
    return;
  }
  await settle('sent', null);
}

/** The mail as it is true now: what was decided meanwhile, or is not wanted any more, is not sent. */
async function prepare(tx: Tx, deps: SendDeps, row: MailRow): Promise<Ready> {
  const [person] = await deps.people.find(tx, row.tenantId, [row.userId]);
  if (!person?.active) return { skip: 'The person cannot sign in any more.' };
  if ((await declined(tx, row.tenantId, [row.userId])).size > 0) return { skip: 'The person wants no e-mail.' };
  const notice = await approvalNotice(tx, row.tenantId, row.subjectId);
  const over = notice?.expiresAt != null && Date.parse(notice.expiresAt) <= deps.clock.now();
  if (!notice?.waits || over) return { skip: 'It was decided before the e-mail could be sent.' };
  const content = approvalMail({
    notice,
    escalated: row.topic === 'approval.escalated',
    link: `${deps.baseUrl}/approvals/${row.subjectId}`,
    preferencesLink: `${deps.baseUrl}/profile`,
  });
  return { mail: { ...content, to: person.email, messageId: messageId(row.id, deps.baseUrl) } };
}

export function messageId(id: string, baseUrl: string): string {
  return `<${id}@${new URL(baseUrl).hostname}>`;
}
