export interface MinuteLimits {
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
}

/** What all processes together have spent of a limit in the last 60 seconds. */
export interface SharedMinutes {
  /** Counts one request of so many tokens, or says how long until there may be room. Null while nobody can be asked. */
  take(key: string, limits: MinuteLimits, tokens: number): Promise<{ id: string } | { waitMs: number } | null>;
  /** Replaces the tokens of a request; null takes the request back. Fails silently: what was counted ends by itself. */
  settle(key: string, id: string, tokens: number | null): void;
}
