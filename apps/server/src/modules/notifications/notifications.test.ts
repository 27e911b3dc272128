import { createStandIn, decideApproval } from '@agentforge/contracts/approvals/endpoints';
import { getMe } from '@agentforge/contracts/identity/endpoints';
import {
  getMailState,
  getPreferences,
  listMail,
  retryMail,
  sendTestMail,
  updatePreferences,
} from '@agentforge/contracts/notifications/endpoints';
import { startSmtpServer } from '@agentforge/mailers/smtp/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApprovalsWorld, createApprovalsWorld, type Member } from '../../../testing/approvals-world.ts';
import { createWorld } from '../../../testing/create-world.ts';
import { statusesOf } from '../../../testing/members.ts';

let smtp: Awaited<ReturnType<typeof startSmtpServer>>;
let room: ApprovalsWorld;
let ada: Member;
let grace: Member;

beforeAll(async () => {
  smtp = await startSmtpServer();
  const SMTP_URL = `smtp://127.0.0.1:${smtp.port}?from=agents@first.test`;
  room = await createApprovalsWorld({ environment: { SMTP_URL, BASE_URL: 'https://agents.first.test' } });
  ada = await room.addMember('User');
  grace = await room.addMember('User');
});
afterAll(async () => {
  await room.close();
  await smtp.close();
});
beforeEach(() => {
  smtp.received.length = 0;
});

const receivers = () => smtp.received.flatMap(({ to }) => to).toSorted();
const arrive = (expected: string[]) => expect.poll(receivers, { timeout: 30_000 }).toEqual(expected.toSorted());
const waitsFor = async (rule: object) => room.ask(await room.makeAgent({ rules: [{ action: 'ask', ...rule }] }));
const admin = () => room.world.first.client;
const mailsOf = async (approvalId: string) =>
  (await admin().call(listMail, { query: { limit: 100 } })).data.filter(({ subject_id }) => subject_id === approvalId);

/** Quoted-printable as text. */
function decoded(source: string): string {
  return source
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

describe('a mail about an approval', () => {
  it('goes to the people and roles that are asked, once each, with a link and without the arguments', async () => {
    const boss = await room.addMember('Admin');
    const { approvalId } = await waitsFor({ approvers: [ada.id, await room.roleId('Admin')] });
    await arrive([ada.email, boss.email]);
    const text = decoded(smtp.received.find(({ to }) => to.includes(ada.email))?.source ?? '');
    expect(text).toContain('From: agents@first.test');
    expect(text).toMatch(/Subject: Approval needed: Cleaner wants to use \S+/);
    expect(text).toContain(`https://agents.first.test/approvals/${approvalId}`);
    expect(text).toContain('Rule 1 of this agent asks for an approval.');
    expect(text).toContain('<a href="https://agents.first.test/approvals/');
    expect(text).not.toContain('A-17');
    expect(text).not.toContain('127.0.0.1:');
    await expect
      .poll(async () => (await mailsOf(approvalId)).map(({ status, attempts }) => [status, attempts]))
      .toEqual([
        ['sent', 1],
        ['sent', 1],
      ]);
  });

  it('goes to who stands in for a named person too, and to no one who turned it off', async () => {
    const body = {
      user_id: grace.id,
      starts_at: new Date(Date.now() - 1000).toISOString(),
      ends_at: new Date(Date.now() + 3_600_000).toISOString(),
    };
    await ada.client.call(createStandIn, { body });
    expect(await ada.client.call(getPreferences, {})).toEqual({ email_available: true, approvals_by_email: true });
    const off = await ada.client.call(updatePreferences, { body: { approvals_by_email: false } });
    expect(off.approvals_by_email).toBe(false);
    await waitsFor({ approvers: [ada.id] });
    await arrive([grace.email]);
    await ada.client.call(updatePreferences, { body: { approvals_by_email: true } });
  });

  it('goes to the next level when it escalates, not again to the first', async () => {
    const next = await room.addMember('User');
    const first = await room.addMember('User');
    const escalation = [{ after_seconds: 60, approvers: [next.id] }];
    const { runId } = await waitsFor({ approvers: [first.id], escalation });
    await arrive([first.email]);
    await room.passTime(runId, 61);
    await arrive([first.email, next.email]);
    const later = smtp.received.find(({ to }) => to.includes(next.email));
    expect(decoded(later?.source ?? '')).toMatch(/Subject: Still waiting: /);
  });

  it('does not go to who asked and confirms it themselves', async () => {
    const { approvalId } = await waitsFor({});
    const other = await room.addMember('User');
    await waitsFor({ approvers: [other.id] });
    await arrive([other.email]);
    expect(await mailsOf(approvalId)).toEqual([]);
  });
});

describe('while the mail server is down', () => {
  it('mail waits with its reason to be seen, and is sent later, once; what was decided meanwhile is not sent', async () => {
    const late = await room.addMember('User');
    const { port } = smtp;
    await smtp.close();
    const kept = await waitsFor({ approvers: [late.id] });
    const decided = await waitsFor({ approvers: [late.id] });
    for (const { approvalId } of [kept, decided]) {
      await expect
        .poll(async () => (await mailsOf(approvalId)).map(({ status, error }) => [status, error]), { timeout: 30_000 })
        .toEqual([['queued', 'The mail server could not be reached.']]);
    }
    expect((await admin().call(getMailState, {})).waiting).toBe(2);
    await late.client.call(decideApproval, {
      params: { approval_id: decided.approvalId },
      body: { decision: 'reject' },
    });
    smtp = await startSmtpServer({}, port);
    for (const { approvalId } of [kept, decided]) {
      const [mail] = await mailsOf(approvalId);
      const params = { mail_id: mail?.id ?? '' };
      await admin().call(retryMail, { params });
      await admin()
        .call(retryMail, { params })
        .catch(() => undefined);
    }
    await arrive([late.email]);
    await expect.poll(async () => (await mailsOf(kept.approvalId))[0]?.status).toBe('sent');
    await expect
      .poll(async () => (await mailsOf(decided.approvalId))[0], { timeout: 30_000 })
      .toMatchObject({ status: 'skipped', error: 'It was decided before the e-mail could be sent.' });
    expect(receivers()).toEqual([late.email]);
    const [sent] = await mailsOf(kept.approvalId);
    expect(await statusesOf([admin().call(retryMail, { params: { mail_id: sent?.id ?? '' } })])).toEqual([409]);
  });
});

describe('administrators', () => {
  it('send a test to themselves alone and see what became of it', async () => {
    expect(await admin().call(sendTestMail, {})).toEqual({ ok: true, to: 'admin@first.test', error: null });
    await arrive(['admin@first.test']);
    const { port } = smtp;
    await smtp.close();
    expect(await admin().call(sendTestMail, {})).toMatchObject({
      ok: false,
      error: 'The mail server could not be reached.',
    });
    smtp = await startSmtpServer({}, port);
  });

  it('see the mail of their own organization only; others see none of it', async () => {
    const { approvalId } = await waitsFor({ approvers: [ada.id] });
    await arrive([ada.email, grace.email]);
    const [mail] = await mailsOf(approvalId);
    const params = { mail_id: mail?.id ?? '' };
    const other = await room.world.addTenant('Mail rival');
    expect((await other.client.call(listMail, { query: {} })).data).toEqual([]);
    expect(await other.client.call(getMailState, {})).toMatchObject({ waiting: 0, server: null });
    expect(
      await statusesOf([
        other.client.call(retryMail, { params }),
        ada.client.call(listMail, { query: {} }),
        ada.client.call(sendTestMail, {}),
        ada.client.call(retryMail, { params }),
      ]),
    ).toEqual([404, 403, 403, 403]);
  });
});

describe('without a mail server', () => {
  it('nothing is written, and the interface is told that there is none', async () => {
    const world = await createWorld();
    try {
      const { client } = world.first;
      expect((await client.call(getMe, {})).features).toEqual({ mail: false });
      expect(await client.call(getPreferences, {})).toMatchObject({ email_available: false });
      expect(await client.call(getMailState, {})).toMatchObject({ configured: false, from: null, server: null });
      expect(await statusesOf([client.call(sendTestMail, {})])).toEqual([422]);
    } finally {
      await world.close();
    }
  });
});
