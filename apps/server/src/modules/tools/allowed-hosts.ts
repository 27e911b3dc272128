import { destinationsOf } from '../../platform/credential-binding.ts';
import { hostPortOf } from '../../platform/egress/host-port.ts';

/** `host:port` of every address in a config: whatever a model fills in, a tool talks to nothing else. */
export function allowedHostsOf(config: Record<string, unknown>): string[] {
  const hosts = [...destinationsOf(config).values()].map((origin) => {
    const { host, port } = hostPortOf(new URL(origin));
    return `${host}:${port}`;
  });
  return [...new Set(hosts)];
}
