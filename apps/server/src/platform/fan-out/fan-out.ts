/** Largest payload in bytes, the same on every road: PostgreSQL refuses notices of 8,000 bytes. */
export const maxFanOutBytes = 7000;

export interface FanOutSubscription {
  handler: (payload: string) => void;
  /** The road to the other processes was interrupted and is back: messages in between are gone, read the state anew. */
  onGap?: () => void;
}

/**
 * Tells every process that listens, at most once and without a promise: what must not be lost lies in the database, this
 * only says where to look. Channels are names such as `run/run_01k…`.
 */
export interface FanOut {
  /** Delivers here at once and to other processes when they can be reached. Throws `RangeError` beyond 7,000 bytes. */
  publish(channel: string, payload: string): Promise<void>;
  /** Resolves to its own end. */
  subscribe(
    channel: string,
    handler: FanOutSubscription['handler'],
    options?: Pick<FanOutSubscription, 'onGap'>,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** A message between processes. `from` keeps the sender from hearing itself twice. */
export interface Envelope {
  from: string;
  channel: string;
  payload: string;
}

export function encodeEnvelope({ from, channel, payload }: Envelope): string {
  return JSON.stringify([from, channel, payload]);
}

/** Null for anything that is no envelope: the channel is open to whoever reaches the database or Redis. */
export function decodeEnvelope(text: string): Envelope | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return null;
    const [from, channel, payload]: unknown[] = value;
    if (typeof from !== 'string' || typeof channel !== 'string' || typeof payload !== 'string') return null;
    return { from, channel, payload };
  } catch {
    return null;
  }
}

export function requireFanOutSize(payload: string): void {
  const bytes = Buffer.byteLength(payload);
  if (bytes > maxFanOutBytes) {
    throw new RangeError(`A fan-out payload has ${bytes} bytes; at most ${maxFanOutBytes} travel. Send an id instead.`);
  }
}
