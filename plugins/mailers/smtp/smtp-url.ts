import type { SmtpConfig } from './index.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * `smtp://user:password@host:587?from=AgentForge%20<agents@example.com>` or `smtps://…`. A password is never sent
 * unencrypted to another machine. Throws an `Error` that says what is wrong, without the address: it may hold a password.
 */
export function parseSmtpUrl(text: string, defaultFrom: string): SmtpConfig {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '') {
    throw new Error('must be smtp://user:password@host:port or smtps://…');
  }
  const from = url.searchParams.get('from') ?? defaultFrom;
  if (!isSender(from)) throw new Error('?from= must be an address, or a name with an address in <>');
  const secure = url.protocol === 'smtps:';
  const user = url.username === '' ? null : decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : user === null ? 25 : 587) : Number(url.port),
    secure,
    requireTls: !secure && user !== null && !loopback.test(url.hostname),
    user,
    password: user === null ? null : decodeURIComponent(url.password),
    from,
  };
}

function isSender(text: string): boolean {
  const address = /^[^<>\r\n"]*<([^<>\s]+)>$/.exec(text)?.[1] ?? text;
  return /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(address);
}
