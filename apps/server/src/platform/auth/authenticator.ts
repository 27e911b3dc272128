import type { Principal } from '../context.ts';

export type Credential = { kind: 'bearer'; token: string } | { kind: 'cookie'; token: string };

/** Turns a credential into a principal. Implemented by the identity room; every surface asks the same one. */
export interface Authenticator {
  /** Null for unknown, expired, revoked or disabled: the caller cannot tell which. */
  authenticate(credential: Credential): Promise<Principal | null>;
}
