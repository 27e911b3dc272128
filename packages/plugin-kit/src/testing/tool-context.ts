import type { ToolContext } from '../tool.ts';
import { openEgress } from './open-egress.ts';

/** A context for calling a tool in a test, with an open road to the network and no knowledge. */
export function toolContext(parts: Partial<ToolContext> = {}): ToolContext {
  return {
    http: openEgress(),
    knowledge: { search: async () => [] },
    signal: new AbortController().signal,
    idempotencyKey: 'call_test',
    ...parts,
  };
}
