import { compareRuns } from '@agentforge/contracts/runs/endpoints';
import type { StreamContext } from '../../platform/context.ts';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import { changesBetween } from '../agents/index.ts';
import { presentRun, type RunsDoor } from '../runs/index.ts';
import { comparedAnswer, comparedSteps, type Side, sideOf } from './comparison.ts';
import { promptsFor, seesPrompts } from './get-trace.ts';
import { traceTree } from './trace-tree.ts';

/** Both must be visible to the asking person; what only one lacks is told as missing. */
export function compareRunsVerb(runs: RunsDoor): Verb {
  return streamVerb(compareRuns, async (context, { params, query }) => {
    const [left, right] = await Promise.all([
      openSide(context, runs, params.run_id),
      openSide(context, runs, query.with),
    ]);
    const shown = seesPrompts(context);
    return {
      left: sideOf(left),
      right: sideOf(right),
      prompts_shown: shown,
      answer: comparedAnswer(left, right),
      settings: shown ? await changedSettings(runs, left, right) : [],
      steps: comparedSteps(left, right),
    };
  });
}

async function openSide(context: StreamContext, runs: RunsDoor, runId: string): Promise<Side> {
  const { row, events } = await context.transaction(async (own) => {
    const found = await runs.require(own, runId);
    return { row: found, events: await runs.events(own.tx, found.id) };
  });
  const prompts = seesPrompts(context) ? await promptsFor(runs, row, events) : null;
  return { row, run: presentRun(row), events, root: traceTree(events, { name: row.id, prompts }) };
}

async function changedSettings(runs: RunsDoor, left: Side, right: Side) {
  const [before, after] = await Promise.all([runs.definition(left.row), runs.definition(right.row)]);
  return changesBetween(before, after).map(({ path, from, to }) => ({ field: path, left: from, right: to }));
}
