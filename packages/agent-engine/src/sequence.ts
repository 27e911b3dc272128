import { assertInvariant } from '@agentforge/kernel/trust';

const counterSize = 2 ** 32;
const maxFence = 2 ** 20;

/**
 * The place of an event in its run: the fencing token of the lease that wrote it, then a counter. A later holder's
 * events always sort after an earlier one's. Exact in a double for fences below 2^20 and counters below 2^32.
 */
export function sequenceOf(fence: number, counter: number): number {
  assertInvariant(Number.isInteger(fence) && fence >= 0 && fence < maxFence, 'fence is an integer below 2^20');
  assertInvariant(Number.isInteger(counter) && counter >= 0 && counter < counterSize, 'counter is below 2^32');
  return fence * counterSize + counter;
}

export function fenceOf(sequence: number): number {
  return Math.floor(sequence / counterSize);
}

export function counterOf(sequence: number): number {
  return sequence % counterSize;
}
