import ipaddr from 'ipaddr.js';

const { IPv4, IPv6 } = ipaddr;

/** Reachable-looking addresses that serve a cloud host's own control plane (Azure's wire server). */
const controlPlane = new Set(['168.63.129.16']);

const globalUnicast = IPv6.parseCIDR('2000::/3');

const specialIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'].map((cidr) => IPv6.parseCIDR(cidr));

const wellKnownNat64 = IPv6.parseCIDR('64:ff9b::/96');

function isPublicIpv4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && !controlPlane.has(address.toString());
}

function embeddedIpv4(address: ipaddr.IPv6): ipaddr.IPv4 {
  return new IPv4(address.toByteArray().slice(12));
}

function isPublicIpv6(address: ipaddr.IPv6): boolean {
  if (address.isIPv4MappedAddress()) return isPublicIpv4(address.toIPv4Address());
  // Hosts behind DNS64 see every IPv4 destination so; 6to4 and Teredo are dead and fall to the rule below.
  if (address.match(wellKnownNat64)) return isPublicIpv4(embeddedIpv4(address));
  return (
    address.match(globalUnicast) &&
    address.range() === 'unicast' &&
    !specialIpv6.some((special) => address.match(special))
  );
}

function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (IPv4.isValidFourPartDecimal(bare)) return IPv4.parse(bare);
  if (IPv6.isValid(bare)) return IPv6.parse(bare);
  return undefined;
}

/** Whether `host` is an IP address in the form a parsed URL has it (`127.0.0.1`, `[::1]`). */
export function isAddressLiteral(host: string): boolean {
  return parseAddress(host) !== undefined;
}

/** Whether an IP address lies on the public internet. Anything that cannot be read as an address does not. */
export function isPublicAddress(address: string): boolean {
  const parsed = parseAddress(address);
  if (parsed === undefined) return false;
  return parsed instanceof IPv4 ? isPublicIpv4(parsed) : isPublicIpv6(parsed);
}

/** One spelling per address: mapped forms as IPv4, and everything that ends on this machine as `loopback`. */
export function canonicalAddress(address: string): string | undefined {
  const parsed = parseAddress(address);
  if (parsed === undefined) return undefined;
  const plain = parsed instanceof IPv6 && parsed.isIPv4MappedAddress() ? parsed.toIPv4Address() : parsed;
  const range = plain.range();
  return range === 'loopback' || range === 'unspecified' ? 'loopback' : plain.toString();
}
