import type { MailMessage } from '@agentforge/plugin-kit/mailer';
import { afterEach, describe, expect, it } from 'vitest';
import { parseSmtpUrl, type SmtpConfig, smtpMailer } from './index.ts';
import { type LocalSmtpServer, startSmtpServer } from './testing/index.ts';

const mail: MailMessage = {
  to: 'grace@example.test',
  subject: 'An agent waits for you',
  text: 'Look at the inbox.\n',
  html: '<p>Look at the inbox.</p>',
  messageId: '<notice-1@agentforge.example.test>',
};
const never = new AbortController().signal;

let servers: LocalSmtpServer[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function start(options: Parameters<typeof startSmtpServer>[0] = {}) {
  const server = await startSmtpServer(options);
  servers.push(server);
  return server;
}

async function send(config: SmtpConfig, change: Partial<MailMessage> = {}) {
  const mailer = smtpMailer.create(config);
  try {
    await mailer.send({ ...mail, ...change }, never);
  } finally {
    mailer.close();
  }
}

const urlOf = ({ port }: LocalSmtpServer, credentials = '') => `smtp://${credentials}127.0.0.1:${port}`;
const configOf = (url: string) => parseSmtpUrl(url, 'AgentForge <agents@example.test>');

describe('sending', () => {
  it('hands text and HTML to the server, to one person, with a stable id', async () => {
    const server = await start();
    await send(configOf(urlOf(server)));
    expect(server.received).toHaveLength(1);
    const { from, to, source } = server.received[0] ?? { from: '', to: [], source: '' };
    expect(from).toBe('agents@example.test');
    expect(to).toEqual(['grace@example.test']);
    expect(source).toContain('Message-ID: <notice-1@agentforge.example.test>');
    expect(source).toContain('Auto-Submitted: auto-generated');
    expect(source).toContain('Look at the inbox.');
    expect(source).toContain('<p>Look at the inbox.</p>');
  });

  it('lets no subject add a header and no address add a recipient', async () => {
    const server = await start();
    await send(configOf(urlOf(server)), { subject: 'Hello\r\nBcc: eve@example.test\r\n\r\nbody' });
    expect(server.received[0]?.source).not.toMatch(/^Bcc:/im);
    expect(server.received[0]?.to).toEqual(['grace@example.test']);
    for (const to of ['a@example.test, eve@example.test', 'a@example.test;eve@example.test', '<a@example.test>']) {
      await expect(send(configOf(urlOf(server)), { to })).rejects.toMatchObject({ code: 'rule_broken' });
    }
    expect(server.received).toHaveLength(1);
  });

  it('can try again later when no server answers', async () => {
    const server = await start();
    const config = configOf(urlOf(server));
    await server.close();
    servers = [];
    await expect(send(config)).rejects.toMatchObject({
      code: 'unavailable',
      detail: 'The mail server could not be reached.',
    });
  });

  it('tells a mail that is refused for good from one that is put off', async () => {
    let code = 550;
    const server = await start({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('secret-of-the-server'), { responseCode: code })),
    });
    const config = configOf(urlOf(server));
    await expect(send(config)).rejects.toMatchObject({ code: 'rule_broken' });
    code = 450;
    const later = await send(config).catch((error: unknown) => error);
    expect(later).toMatchObject({ code: 'unavailable' });
    expect(String(later)).not.toContain('secret-of-the-server');
  });

  it('signs in, and says so without the password when it is refused', async () => {
    const server = await start({
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === 'robot' && password === 'p@ss word'
          ? done(null, { user: username })
          : done(new Error('Invalid username or password')),
    });
    await send(configOf(urlOf(server, 'robot:p%40ss%20word@')));
    expect(server.received).toHaveLength(1);
    const refused = await send(configOf(urlOf(server, 'robot:hunter2@'))).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'unavailable' });
    expect(String(refused)).toContain('refused the user name or password');
    expect(String(refused)).not.toContain('hunter2');
  });

  it('sends no password to a server that does not encrypt, unless it is this machine', async () => {
    const tried: string[] = [];
    const server = await start({
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) => {
        tried.push(password ?? '');
        done(null, { user: 'robot' });
      },
    });
    const config = { ...configOf(urlOf(server, 'robot:hunter2@')), requireTls: true };
    await expect(send(config)).rejects.toMatchObject({ code: 'unavailable' });
    expect(tried).toEqual([]);
    expect(server.received).toEqual([]);
  });
});

describe('SMTP_URL', () => {
  it.each([
    ['smtp://mail.example.test', { host: 'mail.example.test', port: 25, secure: false, requireTls: false, user: null }],
    ['smtp://u:p@mail.example.test', { port: 587, secure: false, requireTls: true, user: 'u', password: 'p' }],
    ['smtps://u:p@mail.example.test', { port: 465, secure: true, requireTls: false }],
    ['smtp://u:p@localhost:2525', { port: 2525, requireTls: false }],
    ['smtp://mail.example.test?from=Forge%20%3Cforge%40example.test%3E', { from: 'Forge <forge@example.test>' }],
  ])('%s', (url, expected) => {
    expect(parseSmtpUrl(url, 'default@example.test')).toMatchObject({ from: 'default@example.test', ...expected });
  });

  it.each([
    'mail.example.test',
    'https://mail.example.test',
    'smtp://',
    'smtp://u:hunter2@mail.example.test?from=nobody',
    'smtp://u:hunter2@mail.example.test?from=a%40example.test%0D%0ABcc%3A%20b',
  ])('refuses %s without repeating it', (url) => {
    expect(() => parseSmtpUrl(url, 'default@example.test')).toThrow();
    try {
      parseSmtpUrl(url, 'default@example.test');
    } catch (error) {
      expect(String(error)).not.toContain('hunter2');
    }
  });
});
