import { canonicalAddress, isAddressLiteral, isPublicAddress } from './address-rules.ts';
import { isBlockedPort } from './blocked-ports.ts';
import { type HostPort, hostPortOf, parseHostPort, sameHostPort } from './host-port.ts';
import { DestinationRefused, platformServiceRefused, privateAddressRefused } from './refusal.ts';
import type { Resolve } from './resolve.ts';

/** What the operator said about destinations; the same for every request of the process. */
export interface DestinationRules {
  /** Whether the operator listed exactly this host and port, so private addresses are fine. */
  isListed(target: HostPort): boolean;
  /** Everything that can be said before DNS is asked. Throws `destination_refused`. */
  check(url: URL): void;
  /** Refuses our own services, by whatever name or address they are asked for. Asks DNS only for their ports. */
  checkPlatform(target: HostPort): Promise<void>;
}

export function createDestinationRules(
  allow: readonly string[],
  platformDenied: readonly string[],
  resolve: Resolve,
): DestinationRules {
  const listed = allow.map(parseHostPort);
  const denied = platformDenied.map(parseHostPort);
  const isListed = (target: HostPort) => listed.some((entry) => sameHostPort(entry, target));

  async function addressesOf(host: string): Promise<string[]> {
    const found = isAddressLiteral(host) ? [{ address: host }] : await resolve(host).catch(() => []);
    return found.map(({ address }) => canonicalAddress(address) ?? address);
  }

  return {
    isListed,
    check(url) {
      const target = hostPortOf(url);
      if (denied.some((entry) => sameHostPort(entry, target))) throw platformServiceRefused(target.host);
      if (isBlockedPort(target.port)) {
        throw new DestinationRefused('port', `Port ${target.port} does not belong to a web service.`, target.host);
      }
      if (isListed(target)) return;
      if (isAddressLiteral(target.host) ? !isPublicAddress(target.host) : /(^|\.)localhost$/.test(target.host)) {
        throw privateAddressRefused(target.host);
      }
    },
    async checkPlatform(target) {
      const samePort = denied.filter((entry) => entry.port === target.port);
      if (samePort.length === 0) return;
      const [asked, own] = await Promise.all([
        addressesOf(target.host),
        Promise.all(samePort.map((entry) => addressesOf(entry.host))),
      ]);
      if (asked.some((address) => own.flat().includes(address))) throw platformServiceRefused(target.host);
    },
  };
}
