import { hostPortOf, withoutTrailingDot } from './host-port.ts';
import { DestinationRefused } from './refusal.ts';

function matches(entry: string, host: string, port: number): boolean {
  const wanted = withoutTrailingDot(entry.trim().toLowerCase());
  if (wanted.startsWith('*.')) return host.endsWith(wanted.slice(1)) && host.length > wanted.length - 1;
  return wanted === host || wanted === `${host}:${port}`;
}

/**
 * A tool's own list: `host`, `host:port` or `*.domain`. Undefined allows any public host, an empty list none.
 * Throws `destination_refused`; called before DNS is asked.
 */
export function checkAllowedHosts(allowed: readonly string[] | undefined, url: URL): void {
  if (allowed === undefined) return;
  const { host, port } = hostPortOf(url);
  if (allowed.some((entry) => matches(entry, host, port))) return;
  throw new DestinationRefused(
    'not_in_allow_list',
    `${host} is not among the addresses this tool may use. Change the tool's settings if it should be.`,
    host,
  );
}
