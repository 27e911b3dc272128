import type { EgressClient } from '@agentforge/plugin-kit/http';
import { Agent, buildConnector } from 'undici';
import { isAddressLiteral, isPublicAddress } from './address-rules.ts';
import { checkAllowedHosts } from './allowed-hosts.ts';
import { createDestinationRules } from './destination-rules.ts';
import { createEgressClient } from './egress-client.ts';
import { createGuardedConnector, type Dial } from './guarded-connector.ts';
import { hostPortOf } from './host-port.ts';
import { parseDestination } from './parse-destination.ts';
import { DestinationRefused, privateAddressRefused, type RefusalReason } from './refusal.ts';
import { type Resolve, systemResolve } from './resolve.ts';

export interface EgressOptions {
  /** `host:port` entries the operator lets through although they are private. Throws at start when one is unreadable. */
  allow: readonly string[];
  /** `host:port` of our own database and Redis; nothing lets a request through to them. */
  platformDenied?: readonly string[];
  lookup?: Resolve;
  /** Told of each refusal; never path, query or headers. */
  log?: (refusal: { reason: RefusalReason; host: string | undefined }) => void;
  limits?: { connectionsPerOrigin?: number; idleTimeoutMs?: number };
}

export interface ClientOptions {
  /** `host`, `host:port` or `*.domain`; undefined allows any public host, an empty list none. */
  allowedHosts?: readonly string[];
  /** Milliseconds until a connection must be open, in whole seconds. Clients of the same time share their pools. */
  connectTimeoutMs?: number;
}

export interface EgressGuard {
  client(options?: ClientOptions): EgressClient;
  /**
   * For checking an address when it is saved. Throws `destination_refused`. A name that does not resolve passes: it may
   * exist tomorrow, and the connection is judged again anyway.
   */
  checkUrl(url: string): Promise<void>;
  /** Ends all connections. */
  close(): Promise<void>;
}

const defaultConnectMs = 10_000;
/** Bounds the pools as well: one set per whole second. */
const maxConnectSeconds = 60;

/** The one road out of the process. All clients share its connection pools. */
export function createEgress(options: EgressOptions): EgressGuard {
  const resolve = options.lookup ?? systemResolve;
  const rules = createDestinationRules(options.allow, options.platformDenied ?? [], resolve);
  const report = (error: unknown) => {
    if (error instanceof DestinationRefused) options.log?.({ reason: error.reason, host: error.host });
  };
  const dispatchers = new Map<number, Agent>();
  const dispatcherFor = (connectTimeoutMs: number): Agent => {
    const seconds = Math.min(maxConnectSeconds, Math.max(1, Math.ceil(connectTimeoutMs / 1000)));
    const known = dispatchers.get(seconds);
    if (known) return known;
    const dial: Dial = (lookup) => buildConnector({ lookup, timeout: seconds * 1000 });
    const connector = createGuardedConnector(rules, resolve, dial);
    const dispatcher = new Agent({
      connect: (target, callback) =>
        connector(target, (...outcome) => {
          report(outcome[0]);
          callback(...outcome);
        }),
      connections: options.limits?.connectionsPerOrigin ?? 512,
      maxHeaderSize: 32 * 1024,
      // Bounded requests have their own clock; these are for streams of models that think for long.
      headersTimeout: 3_600_000,
      bodyTimeout: 3_600_000,
      keepAliveTimeout: 15_000,
    });
    dispatchers.set(seconds, dispatcher);
    return dispatcher;
  };

  function logged<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      report(error);
      throw error;
    }
  }

  return {
    client: ({ allowedHosts, connectTimeoutMs = defaultConnectMs } = {}) =>
      createEgressClient({
        dispatcher: dispatcherFor(connectTimeoutMs),
        idleTimeoutMs: options.limits?.idleTimeoutMs ?? 15_000,
        admit: (url) =>
          logged(() => {
            checkAllowedHosts(allowedHosts, url);
            rules.check(url);
          }),
      }),
    async checkUrl(text) {
      const url = logged(() => parseDestination(text));
      logged(() => rules.check(url));
      const target = hostPortOf(url);
      await rules.checkPlatform(target);
      if (rules.isListed(target) || isAddressLiteral(target.host)) return;
      const addresses = await resolve(target.host).catch(() => []);
      if (!addresses.every(({ address }) => isPublicAddress(address))) throw privateAddressRefused(target.host);
    },
    close: async () => {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()));
    },
  };
}
