import type { Clock } from '@agentforge/kernel/clock';

interface Circuit {
  /** Failures in a row. */
  failures: number;
  /** Closed while null; else when a probe may go out. */
  opensAgainAt: number | null;
  pauseMs: number;
  probing: boolean;
}

/** One admitted call. The first word counts; `release` without a word changes nothing. */
export interface Permit {
  succeeded(): void;
  failed(): void;
  release(): void;
}

export interface BreakerOptions {
  /** Failures in a row that open it. */
  failures?: number;
  pauseMs?: number;
  longestPauseMs?: number;
}

const mostCircuits = 5000;

/**
 * Stops asking what keeps failing. After some failures in a row a circuit opens; after a pause one call may try again
 * (half-open): if it works all may, else the pause doubles. One circuit per key, so others are not affected.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #options: Required<BreakerOptions>;
  readonly #circuits = new Map<string, Circuit>();

  constructor(clock: Clock, options: BreakerOptions = {}) {
    this.#clock = clock;
    this.#options = { failures: 5, pauseMs: 15_000, longestPauseMs: 120_000, ...options };
  }

  /** Milliseconds until a call may be tried; 0 when one may now. */
  waitFor(key: string): number {
    const circuit = this.#circuits.get(key);
    if (!circuit || circuit.opensAgainAt === null) return 0;
    const left = Math.max(0, circuit.opensAgainAt - this.#clock.now());
    return circuit.probing ? Math.max(left, 1000) : left;
  }

  /** Null while the circuit is open. The caller must settle the permit, or the next probe waits for ever. */
  admit(key: string): Permit | null {
    if (this.waitFor(key) > 0) return null;
    const circuit = this.#circuits.get(key) ?? this.#add(key);
    const probe = circuit.opensAgainAt !== null;
    if (probe) circuit.probing = true;
    let settled = false;
    const settle = (change: () => void) => {
      if (settled) return;
      settled = true;
      if (probe) circuit.probing = false;
      change();
    };
    return {
      succeeded: () => settle(() => Object.assign(circuit, this.#closed())),
      failed: () => settle(() => this.#fail(circuit, probe)),
      release: () => settle(() => undefined),
    };
  }

  #add(key: string): Circuit {
    if (this.#circuits.size >= mostCircuits) this.#circuits.clear();
    const circuit = this.#closed();
    this.#circuits.set(key, circuit);
    return circuit;
  }

  #closed(): Circuit {
    return { failures: 0, opensAgainAt: null, pauseMs: this.#options.pauseMs, probing: false };
  }

  #fail(circuit: Circuit, probe: boolean): void {
    circuit.failures += 1;
    if (probe) circuit.pauseMs = Math.min(circuit.pauseMs * 2, this.#options.longestPauseMs);
    if (!probe && circuit.failures < this.#options.failures) return;
    // Calls that were under way when it opened do not prolong the pause.
    if (!probe && circuit.opensAgainAt !== null) return;
    circuit.opensAgainAt = this.#clock.now() + circuit.pauseMs;
  }
}
