import type { Mailer } from '@agentforge/plugin-kit/mailer';
import type { Room } from '../../platform/room.ts';
import type { PlatformServices } from '../../platform/services.ts';
import { getMailStateVerb, listMailVerb, retryMailVerb } from './mail-verbs.ts';
import { forgetMailsOf, forgetOldMails } from './mails.repository.ts';
import type { PeoplePort } from './notifications.ports.ts';
import { getPreferencesVerb, updatePreferencesVerb } from './preferences.ts';
import { sendMail } from './send-mail.handler.ts';
import { sendMailJob } from './send-mail.job.ts';
import { sendTestMailVerb } from './send-test-mail.ts';
import { tellApprovers } from './tell-approvers.handler.ts';

export interface NotificationsDeps extends Pick<PlatformServices, 'database' | 'clock' | 'jobs'> {
  /** Null where no mail server is set up: then nothing is written and nothing is said of mail. */
  mailer: Mailer | null;
  people: PeoplePort;
  baseUrl: string;
}

export function createNotificationsRoom(deps: NotificationsDeps): { room: Room } {
  const { mailer, people } = deps;
  const verbs = [
    getPreferencesVerb(mailer !== null),
    updatePreferencesVerb(mailer !== null),
    getMailStateVerb(mailer),
    listMailVerb(people),
    sendTestMailVerb(deps),
    retryMailVerb(deps),
  ];
  const room: Room = {
    name: 'notifications',
    verbs,
    housekeeping: [{ name: 'old mail', run: forgetOldMails }],
    defineJobs: (queue) => queue.define(sendMailJob),
    startWork: async (queue) => {
      if (mailer === null) return;
      await queue.work(sendMailJob, (data, facts) => sendMail({ ...deps, mailer }, data, facts), { concurrency: 2 });
    },
    listen: (events) => {
      events.on('user.deleted', 'notifications', ({ tenantId, data }, tx) =>
        forgetMailsOf(tx, tenantId, String(data['user_id'])),
      );
      if (mailer === null) return;
      for (const type of ['approval.requested', 'approval.escalated'])
        events.on(type, 'notifications', (event, tx) => tellApprovers(deps, event, tx));
    },
    drain: async () => mailer?.close(),
  };
  return { room };
}
