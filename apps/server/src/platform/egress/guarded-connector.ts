import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { isAddressLiteral, isPublicAddress } from './address-rules.ts';
import type { DestinationRules } from './destination-rules.ts';
import { withoutTrailingDot } from './host-port.ts';
import { privateAddressRefused } from './refusal.ts';
import type { Resolve } from './resolve.ts';

/** Opens sockets with the given name lookup; undici's own unless a test brings another. */
export type Dial = (lookup: LookupFunction) => buildConnector.connector;

const defaultDial: Dial = (lookup) => buildConnector({ lookup, timeout: 10_000 });

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function lookupWith(resolve: Resolve, accept: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    const answer = async () => {
      const addresses = await resolve(hostname);
      // One private address among public ones is the mark of an attack, so the whole answer is refused.
      if (!addresses.every(({ address }) => accept(address))) throw privateAddressRefused(hostname);
      const usable = addresses.filter(({ family }) => !options.family || options.family === family);
      const first = usable[0];
      if (first === undefined) throw Object.assign(new Error('No address found'), { code: 'ENOTFOUND' });
      if (options.all) callback(null, [...usable]);
      else callback(null, first.address, first.family);
    };
    answer().catch((error: unknown) => callback(asError(error), ''));
  };
}

/**
 * The connector of the shared pools. Addresses are judged where they are used: literals before the socket opens, names
 * in the very lookup the socket uses (no second answer to flip), and the connected peer once more.
 */
export function createGuardedConnector(
  rules: DestinationRules,
  resolve: Resolve,
  dial: Dial = defaultDial,
): buildConnector.connector {
  const dialPublic = dial(lookupWith(resolve, isPublicAddress));
  const dialListed = dial(lookupWith(resolve, () => true));

  return (options, callback) => {
    const bare = withoutTrailingDot(options.hostname);
    const host = bare.includes(':') ? `[${bare}]` : bare;
    const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80));
    const listed = rules.isListed({ host, port });

    const checkPeer: buildConnector.Callback = (error, socket) => {
      if (error !== null) return callback(error, null);
      const peer = socket.remoteAddress ?? '';
      const judge = async () => {
        if (!listed && !isPublicAddress(peer)) throw privateAddressRefused(host);
        await rules.checkPlatform({ host: peer, port });
      };
      judge().then(
        () => callback(null, socket),
        (refusal: unknown) => {
          socket.destroy();
          callback(asError(refusal), null);
        },
      );
    };

    const open = async () => {
      if (!listed && isAddressLiteral(host) && !isPublicAddress(host)) throw privateAddressRefused(host);
      await rules.checkPlatform({ host, port });
      (listed ? dialListed : dialPublic)(options, checkPeer);
    };
    open().catch((refusal: unknown) => callback(asError(refusal), null));
  };
}
