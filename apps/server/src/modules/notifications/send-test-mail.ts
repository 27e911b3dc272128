import { sendTestMail } from '@agentforge/contracts/notifications/endpoints';
import { AppError, messageOf } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import type { Mailer } from '@agentforge/plugin-kit/mailer';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import { testMail } from './mail-text.ts';
import type { PeoplePort } from './notifications.ports.ts';
import { messageId } from './send-mail.handler.ts';

const longestMs = 40_000;

export interface TestDeps {
  mailer: Mailer | null;
  people: PeoplePort;
  baseUrl: string;
}

/** To oneself only: an administrator can send nothing to others this way. */
export function sendTestMailVerb({ mailer, people, baseUrl }: TestDeps): Verb {
  return streamVerb(sendTestMail, async (context) => {
    if (mailer === null) throw new AppError('rule_broken', { detail: 'This installation has no mail server.' });
    const userId = context.requireUserId();
    const to = await context.transaction(async ({ tx }) => {
      const [person] = await people.find(tx, context.tenantId, [userId]);
      return person?.email ?? '';
    });
    const mail = { ...testMail(to, `${baseUrl}/profile`), to, messageId: messageId(newId('mail'), baseUrl) };
    let error: string | null = null;
    try {
      await mailer.send(mail, AbortSignal.any([context.signal, AbortSignal.timeout(longestMs)]));
    } catch (failure) {
      error = messageOf(failure);
    }
    await context.transaction(async (own) => {
      own.audit({
        resource: { kind: 'mail', id: null },
        result: error === null ? 'success' : 'failed',
        details: { to, error },
      });
    });
    return { ok: error === null, to, error };
  });
}
