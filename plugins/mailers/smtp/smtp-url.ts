import type { SmtpConfig } from './index.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * `smtp://user:password@host:587?from=AgentForge%20<agents@example.com>` or `smtps://…`. A password is never sent
 * unencrypted to another machine. Throws an `Error` that says what is wrong, without the address: it may hold a password.
 */
export function parseSmtpUrl(text: string, defaultFrom: string): SmtpConfig {
  const url = addressOf(text);
  const from = url.searchParams.get('from') ?? defaultFrom;
  if (!isSender(from)) throw new Error('?from= must be an address, or a name with an address in <>');
  const secure = url.protocol === 'smtps:';
  const signsIn = url.username !== '';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? usualPort(secure, signsIn) : Number(url.port),
    secure,
    requireTls: !secure && signsIn && !loopback.test(url.hostname),
    user: signsIn ? decodeURIComponent(url.username) : null,
    password: signsIn ? decodeURIComponent(url.password) : null,
    from,
  };
}

function addressOf(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '') return url;
  throw new Error('must be smtp://user:password@host:port or smtps://…');
}

/** Relays take mail on 25; whoever signs in submits on 587. */
function usualPort(secure: boolean, signsIn: boolean): number {
  if (secure) return 465;
  return signsIn ? 587 : 25;
}

function isSender(text: string): boolean {
  const address = /^[^<>\r\n"]*<([^<>\s]+)>$/.exec(text)?.[1] ?? text;
  return /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(address);
}
