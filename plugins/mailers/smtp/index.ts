import { AppError } from '@agentforge/kernel/errors';
import type { Mailer, MailerPlugin, MailMessage } from '@agentforge/plugin-kit/mailer';
import { createTransport, type Transporter } from 'nodemailer';
import { z } from 'zod';
import { failureOf } from './failure.ts';

export { parseSmtpUrl } from './smtp-url.ts';

const config = z.object({
  host: z.string(),
  port: z.number().int(),
  /** TLS from the first byte; otherwise STARTTLS. */
  secure: z.boolean(),
  /** Refuse a server that offers no TLS. */
  requireTls: z.boolean(),
  user: z.string().nullable(),
  password: z.string().nullable(),
  /** Address mail comes from, with or without a name. */
  from: z.string(),
});

export type SmtpConfig = z.output<typeof config>;

const connectMs = 10_000;
const silenceMs = 30_000;

export const smtpMailer: MailerPlugin<typeof config> = {
  manifest: {
    type: 'smtp',
    name: 'SMTP',
    description: 'Sends e-mail through a mail server.',
    icon: 'mail',
  },
  config,
  create: (given) => createSmtpMailer(given),
};

function createSmtpMailer(given: SmtpConfig): Mailer {
  const transport = open(given);
  return {
    send: (mail, signal) => send(transport, given, mail, signal),
    describe: () => ({ server: `${given.host}:${given.port}`, from: given.from }),
    close: () => transport.close(),
  };
}

function open({ host, port, secure, requireTls, user, password }: SmtpConfig): Transporter {
  return createTransport({
    host,
    port,
    secure,
    requireTLS: requireTls,
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    // A mail is made of our own text alone: nothing in it may open a file or an address of this server.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

async function send(transport: Transporter, { from }: SmtpConfig, mail: MailMessage, signal: AbortSignal) {
  const { to, subject, text, html, messageId } = mail;
  // A list of addresses would send one person's notice to others.
  if (/[\s,;<>"]/.test(to)) throw new AppError('rule_broken', { detail: 'The address of the person is not valid.' });
  try {
    await transport.sendMail({
      from,
      to: { name: '', address: to },
      subject,
      text,
      html,
      messageId,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      signal,
    });
  } catch (error) {
    throw failureOf(error);
  }
}
