import type { Tx } from '@agentforge/db/database';
import { and, desc, eq, lt } from 'drizzle-orm';
import { mails } from './notifications.tables.ts';

export type MailRow = typeof mails.$inferSelect;

/** Answers the id when this is the first mail for this person, occasion and level. */
export async function insertMail(
  tx: Tx,
  row: Pick<MailRow, 'tenantId' | 'id' | 'userId' | 'topic' | 'subjectId' | 'level'>,
): Promise<string | null> {
  const [made] = await tx.orm.insert(mails).values(row).onConflictDoNothing().returning({ id: mails.id });
  return made?.id ?? null;
}

/** Takes a mail that is due, so that two workers do not send it both. Null when it is sent, or another has it. */
export async function claimMail(tx: Tx, id: string): Promise<MailRow | null> {
  const { rows } = await tx.query<{ id: string }>(
    `update mails set status = 'sending', attempts = attempts + 1, updated_at = now(),
            claimed_until = now() + interval '2 minutes'
      where id = $1 and (status = 'queued' or (status = 'sending' and claimed_until < now())) returning id`,
    [id],
  );
  return rows.length === 0 ? null : findMail(tx, id);
}

export async function findMail(tx: Tx, id: string): Promise<MailRow | null> {
  const [row] = await tx.orm.select().from(mails).where(eq(mails.id, id));
  return row ?? null;
}

export async function settleMail(tx: Tx, id: string, status: string, error: string | null): Promise<void> {
  await tx.query(
    `update mails set status = $2, error = $3, claimed_until = null, updated_at = now(),
            sent_at = case when $2 = 'sent' then now() end
      where id = $1`,
    [id, status, error],
  );
}

/** Back to the queue by a person's word. False when it was sent or is on its way. */
export async function requeueMail(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update mails set status = 'queued', claimed_until = null, updated_at = now()
      where id = $1 and (status in ('queued', 'failed') or (status = 'sending' and claimed_until < now()))`,
    [id],
  );
  return rowCount === 1;
}

export interface MailFilter {
  limit: number;
  cursor?: string | undefined;
  status?: string | undefined;
}

export async function listMailRows(tx: Tx, { limit, cursor, status }: MailFilter): Promise<MailRow[]> {
  return tx.orm
    .select()
    .from(mails)
    .where(
      and(
        cursor === undefined ? undefined : lt(mails.id, cursor),
        status === undefined ? undefined : eq(mails.status, status),
      ),
    )
    .orderBy(desc(mails.id))
    .limit(limit + 1);
}

export async function countOpenMails(tx: Tx): Promise<{ waiting: number; failed: number }> {
  const { rows } = await tx.query<{ waiting: number; failed: number }>(
    `select count(*) filter (where status in ('queued', 'sending'))::int as waiting,
            count(*) filter (where status = 'failed')::int as failed
       from mails where status in ('queued', 'sending', 'failed')`,
  );
  return rows[0] ?? { waiting: 0, failed: 0 };
}

export async function forgetOldMails(tx: Tx): Promise<number> {
  const { rowCount } = await tx.query(`delete from mails where created_at < now() - interval '30 days'`);
  return rowCount ?? 0;
}

export async function forgetMailsOf(tx: Tx, tenantId: string, userId: string): Promise<void> {
  await tx.query('delete from mails where tenant_id = $1 and user_id = $2', [tenantId, userId]);
  await tx.query('delete from notification_preferences where tenant_id = $1 and user_id = $2', [tenantId, userId]);
}
