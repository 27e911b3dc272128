import { isAddressLiteral } from './address-rules.ts';

/** A host as a parsed URL spells it (lower case, punycode, `[::1]`), without a trailing dot, and its port. */
export interface HostPort {
  host: string;
  port: number;
}

/** `example.com.` and `example.com` are the same host. */
export function withoutTrailingDot(host: string): string {
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

export function hostPortOf(url: URL): HostPort {
  const standard = url.protocol === 'https:' ? 443 : 80;
  return { host: withoutTrailingDot(url.hostname), port: url.port === '' ? standard : Number(url.port) };
}

/** Reads `host:port`. Throws an `Error` that names the entry: operator configuration is checked at start. */
export function parseHostPort(entry: string): HostPort {
  const match = /^(\[[0-9a-f:.]+\]|[^\s:/@?#\\*]+):(\d{1,5})$/i.exec(entry.trim());
  const host = match?.[1]?.toLowerCase();
  const port = Number(match?.[2]);
  if (host === undefined || port < 1 || port > 65_535 || !URL.canParse(`http://${host}/`)) {
    throw new Error(`"${entry}" is not a host:port entry. Write for example intranet.example:8443 or 10.0.0.5:80.`);
  }
  const parsed = new URL(`http://${host}/`).hostname;
  if (isAddressLiteral(parsed) && parsed !== host) {
    throw new Error(`"${entry}" is not the usual form of an address. Write ${parsed}:${port}.`);
  }
  return { host: withoutTrailingDot(parsed), port };
}

export function sameHostPort(a: HostPort, b: HostPort): boolean {
  return a.port === b.port && a.host === b.host;
}
