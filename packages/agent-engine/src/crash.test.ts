import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunEvent, StoredEvent } from './events.ts';
import type { ToolCallRequest } from './ports.ts';
import { sequenceOf } from './sequence.ts';
import { foldRun } from './state.ts';
import { eventsOf, type TestRun, testFunction, testPlan, testRun, typesOf } from './testing/harness.ts';
import { calls, says } from './testing/scripted-model.ts';

const functions = [
  testFunction('read', { risk: 'read' }),
  testFunction('send', { risk: 'egress' }),
  testFunction('upsert', { risk: 'write', idempotent: true }),
  testFunction('erase', { risk: 'destructive' }),
];
const plan = testPlan({ functions });
const turns = [
  calls(['r1', 'read', { text: 'a' }], ['r2', 'read', { text: 'b' }], ['r3', 'read', { text: 'c' }]),
  calls(['s1', 'send', { text: 'one' }], ['s2', 'send', { text: 'two' }]),
  calls(['u1', 'upsert', { text: 'x' }], ['e1', 'erase', { text: 'y' }]),
  says('All of it is done now.'),
];
const unrepeatable = new Set(['send', 'erase']);

interface World {
  executed: ToolCallRequest[];
  log: StoredEvent[];
  fence: number;
}

async function drive(world: World, crashAfter: number, keepsLazyTail: boolean): Promise<TestRun | undefined> {
  world.fence += 1;
  let left = crashAfter;
  let surviving: StoredEvent[] = world.log;
  let crashed = false;
  const run = await testRun({
    plan,
    turns,
    earlier: world.log,
    fence: world.fence,
    executed: world.executed,
    onAppend: (events, log) => {
      left -= events.length;
      if (left > 0 || crashed) return;
      crashed = true;
      surviving = keepsLazyTail ? structuredClone([...log.events()]) : log.persisted();
      log.loseLease();
    },
  });
  if (!crashed) surviving = run.events;
  world.log = surviving;
  return crashed ? undefined : run;
}

/** What people do about a run that waits: they approve, and find that what was in doubt has happened. */
function answerPeople(world: World): void {
  const state = foldRun(world.log);
  const events: RunEvent[] = [];
  for (const approval of state.approvals.values()) {
    if (approval.status !== 'pending') continue;
    events.push({
      type: 'approval-decided',
      data: {
        approval_id: approval.id,
        call_id: approval.callId,
        decision: 'approve',
        arguments_hash: approval.boundHash,
        by: 'user_1',
      },
    });
  }
  for (const call of state.calls.values()) {
    if (call.status !== 'in_doubt') continue;
    events.push({ type: 'in-doubt-settled', data: { call_id: call.id, outcome: 'happened', by: 'user_1' } });
  }
  world.fence += 1;
  const at = world.log.at(-1)?.at ?? 0;
  world.log = [
    ...world.log,
    ...events.map((event, index) => ({ ...event, at, sequence: sequenceOf(world.fence, index) })),
  ];
}

async function driveToEnd(world: World): Promise<TestRun> {
  for (let rounds = 0; rounds < 20; rounds += 1) {
    answerPeople(world);
    const run = await drive(world, Number.POSITIVE_INFINITY, true);
    if (run !== undefined && run.outcome.state.finished !== undefined) return run;
  }
  throw new Error('The run did not end.');
}

function expectSound(world: World, run: TestRun): void {
  expect(run.outcome.status).toBe('completed');
  expect(run.outcome.state.message?.text).toBe('All of it is done now.');
  for (const name of unrepeatable) {
    const texts = world.executed.filter((call) => call.name === name).map((call) => call.arguments.text);
    expect(new Set(texts).size).toBe(texts.length);
  }
  const keys = new Map(world.executed.map((call) => [call.idempotencyKey, `${call.name} ${call.arguments.text}`]));
  for (const call of world.executed) expect(keys.get(call.idempotencyKey)).toBe(`${call.name} ${call.arguments.text}`);
  expect(foldRun(run.events)).toEqual(run.outcome.state);
  const sequences = run.events.map((event) => event.sequence);
  expect(sequences).toEqual([...sequences].sort((left, right) => left - right));
}

const newWorld = (): World => ({ executed: [], log: [], fence: 0 });

describe('a run whose holder is lost', () => {
  it('ends well from every cut of its log, and sends nothing twice that must not be', async () => {
    const whole = newWorld();
    const { events } = await driveToEnd(whole);
    expect(events.length).toBeGreaterThan(30);
    for (let cut = 1; cut <= events.length; cut += 1) {
      for (const keepsLazyTail of [true, false]) {
        const world = newWorld();
        await drive(world, cut, keepsLazyTail);
        expectSound(world, await driveToEnd(world));
      }
    }
  });

  it('survives any series of crashes', async () => {
    const crash = fc.record({ after: fc.integer({ min: 1, max: 12 }), keepsLazyTail: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(crash, { maxLength: 8 }), async (crashes) => {
        const world = newWorld();
        for (const { after, keepsLazyTail } of crashes) {
          await drive(world, after, keepsLazyTail);
          answerPeople(world);
        }
        expectSound(world, await driveToEnd(world));
      }),
      { numRuns: 60 },
    );
  });

  it('folds every prefix of a log the same way twice', async () => {
    const { events } = await driveToEnd(newWorld());
    for (let cut = 0; cut <= events.length; cut += 1) {
      expect(foldRun(events.slice(0, cut))).toEqual(foldRun(structuredClone(events.slice(0, cut))));
    }
  });

  it('discards a turn that had begun and makes it again', async () => {
    const world = newWorld();
    await drive(world, 5, true);
    const run = await driveToEnd(world);
    expect(eventsOf(run.events, 'run-resumed')[0]).toMatchObject({ discard_step: 1 });
    expect(run.outcome.state.costIncomplete).toBe(true);
  });

  it('repeats a safe call with the same key and the next attempt', async () => {
    const world = newWorld();
    const isStart = (type: string) => type === 'tool-started';
    const whole = await driveToEnd(newWorld());
    const cut = typesOf(whole.events).findIndex(isStart) + 1;
    await drive(world, cut, true);
    const run = await driveToEnd(world);
    const starts = eventsOf(run.events, 'tool-started').filter((start) => start.call_id === 'r1');
    expect(starts.map((start) => start.attempt)).toEqual([1, 2]);
    expect(new Set(starts.map((start) => start.idempotency_key)).size).toBe(1);
  });

  it('asks a person about an unsafe call that went out and was not answered', async () => {
    const world = newWorld();
    const whole = await driveToEnd(newWorld());
    const isSend = (event: StoredEvent) => event.type === 'tool-started' && event.data.call_id === 's1';
    await drive(world, whole.events.findIndex(isSend) + 1, true);
    const run = await drive(world, Number.POSITIVE_INFINITY, true);
    expect(run?.outcome.status).toBe('in_doubt');
    expect(world.executed.filter((call) => call.name === 'send')).toHaveLength(1);
  });

  it('sends an unsafe call again only when a person says so', async () => {
    const world = newWorld();
    const whole = await driveToEnd(newWorld());
    const isSend = (event: StoredEvent) => event.type === 'tool-started' && event.data.call_id === 's1';
    await drive(world, whole.events.findIndex(isSend) + 1, true);
    await drive(world, Number.POSITIVE_INFINITY, true);
    const retry: RunEvent = { type: 'in-doubt-settled', data: { call_id: 's1', outcome: 'retry', by: 'user_1' } };
    world.fence += 1;
    world.log = [...world.log, { ...retry, at: 0, sequence: sequenceOf(world.fence, 0) }];
    await drive(world, Number.POSITIVE_INFINITY, true);
    const texts = world.executed.filter((call) => call.name === 'send').map((call) => call.arguments.text);
    expect(texts).toEqual(['one', 'one', 'two']);
  });
});
