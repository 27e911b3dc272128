import type { Tx } from '@agentforge/db/database';
import type { Clock } from '@agentforge/kernel/clock';
import { newId } from '@agentforge/kernel/ids';
import type { DeliveredEvent } from '../../platform/events/domain-event.ts';
import type { JobQueue } from '../../platform/jobs/job-queue.ts';
import { approvalNotice } from '../approvals/index.ts';
import { insertMail } from './mails.repository.ts';
import type { PeoplePort } from './notifications.ports.ts';
import { recipientsOf } from './recipients.ts';
import { sendMailJob } from './send-mail.job.ts';

export interface TellDeps {
  clock: Clock;
  people: PeoplePort;
  jobs: Pick<JobQueue, 'enqueue'>;
}

/** Writes a mail and its job for everyone who is asked, in the transaction that takes the event off the outbox. */
export async function tellApprovers(deps: TellDeps, event: DeliveredEvent, tx: Tx): Promise<void> {
  const { tenantId, data, type } = event;
  const subjectId = String(data['approval_id']);
  const level = Number(data['level'] ?? 0);
  const notice = await approvalNotice(tx, tenantId, subjectId);
  if (!notice?.waits) return;
  const now = new Date(deps.clock.now()).toISOString();
  for (const { id: userId } of await recipientsOf(tx, deps.people, tenantId, notice, level, now)) {
    const id = await insertMail(tx, { tenantId, id: newId('mail'), userId, topic: type, subjectId, level });
    if (id !== null) await deps.jobs.enqueue(tx, sendMailJob, { tenant_id: tenantId, mail_id: id });
  }
}
