import type { Room } from '../../platform/room.ts';
import type { RunsDoor } from '../runs/index.ts';
import { compareRunsVerb } from './compare-runs.ts';
import { getTraceVerb } from './get-trace.ts';
import { replayRunVerb } from './replay-run.ts';

export function createTracesRoom({ runs }: { runs: RunsDoor }): { room: Room } {
  return { room: { name: 'traces', verbs: [getTraceVerb(runs), replayRunVerb(runs), compareRunsVerb(runs)] } };
}
