import { AppError } from '@agentforge/kernel/errors';

/** Why a destination was refused; for logs and audit. */
export type RefusalReason =
  | 'malformed_url'
  | 'scheme'
  | 'userinfo'
  | 'unusual_host'
  | 'port'
  | 'private_address'
  | 'platform_service'
  | 'not_in_allow_list'
  | 'header'
  | 'method';

/** A refused request. Carries host and reason, never the path, query or headers, which may hold secrets. */
export class DestinationRefused extends AppError {
  readonly reason: RefusalReason;
  readonly host: string | undefined;

  constructor(reason: RefusalReason, detail: string, host?: string) {
    super('destination_refused', { detail });
    this.name = 'DestinationRefused';
    this.reason = reason;
    this.host = host;
  }
}

/** The same sentence whether the address was a literal or came from DNS, so nothing is learnt of the inner network. */
export function privateAddressRefused(host: string): DestinationRefused {
  return new DestinationRefused(
    'private_address',
    `${host} is not on the public internet, so it may not be reached from here. If it should be, ask the operator to list it in EGRESS_ALLOW as host:port.`,
    host,
  );
}

export function platformServiceRefused(host: string): DestinationRefused {
  return new DestinationRefused(
    'platform_service',
    `${host} belongs to this platform itself and may never be reached by a tool.`,
    host,
  );
}
