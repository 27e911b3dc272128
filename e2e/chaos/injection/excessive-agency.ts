import type { Client } from '@agentforge/client/client';
import { ApiError } from '@agentforge/client/problem';
import type { Approval } from '@agentforge/contracts/approvals/endpoints';
import { decideApproval, getApproval, listApprovals } from '@agentforge/contracts/approvals/endpoints';
import type { ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { asksFor, says } from '../stage/frames.ts';
import { addMember } from '../stage/members.ts';
import { startScriptedOpenAi } from '../stage/scripted-openai.ts';
import { type Sink, startSink } from '../stage/sink.ts';
import { ask, connect, inParallel, makeAgent, makeApiTool, openStage, settled } from '../stage/stage.ts';

const kinds = ['as shown', 'changed', 'many at once', 'rejected'] as const;
const atOnce = 50;

/** Texts that look like something else to a person who has to decide. */
const dressed = [
  'account [approved ✔](https://safe.example)',
  '**refund 10**, in truth 10000',
  '<b>harmless</b><!-- 9999 -->',
  '5 €<RLO>000 01 rof',
  'p\u0430yp\u0430l.com',
  'line one\n\n\n\n\n\n\nline two',
  '`DROP`; \\u0041',
];

/** L04: nothing acts without the consent of a person to exactly what is done. */
export const excessiveAgency: RunProof = {
  id: 'L04',
  promise:
    'an approval holds for the arguments that were shown and for no others; approved 50 times at once it acts once',
  short: 32,
  full: 400,
  whenBroken: 8,
  breaks: ['approval-hash-off'],
  async run({ trials, seed, broken }): Promise<ProofReport> {
    const random = seededRandom(seed);
    const sink = await startSink();
    const model = await startScriptedOpenAi(({ question, results }) => {
      const wanted = /DO (.+) END/s.exec(question)?.[1];
      return wanted === undefined || results > 0
        ? says('Done.')
        : asksFor([{ name: 'pay', arguments: { data: dressedUp(JSON.parse(wanted)) } }]);
    });
    const stage = await openStage({ broken }, { hosts: [sink.host, model.host] });
    const failures: string[] = [];
    try {
      await connect(stage.client, 'mock', model.url);
      const tool = await makeApiTool(stage.client, { name: 'pay', url: sink.url });
      const agent = (quorum: number) =>
        makeAgent(stage.client, {
          tool_ids: [tool],
          memory_enabled: false,
          guardrails: { pii_protection: false },
          approval_policy: { rules: [{ tool_id: tool, action: 'ask', quorum }], information_flow: 'ask' },
        });
      const place = {
        sink,
        asker: await addMember(stage, 'User'),
        first: stage.client,
        second: await addMember(stage, 'Admin'),
        one: await agent(1),
        two: await agent(2),
      };
      await inParallel(trials, 3, async (index) => {
        const kind = kinds[index % kinds.length] ?? 'as shown';
        const text = `${dressed[Math.floor(random() * dressed.length)]} #${index}`;
        const found = await trial(place, kind, text).catch((error: unknown) => [String(error)]);
        failures.push(...found.map((problem) => `${kind} ${index}: ${problem}`));
      });
    } finally {
      await stage.close();
      await Promise.all([sink.close(), model.close()]);
    }
    const figures = { 'calls that were made': sink.requests.length, 'approvals at once': atOnce };
    return { id: this.id, promise: this.promise, trials, seed, figures, failures };
  },
};

/** Written by the model alone: what people send is freed of invisible characters before. */
const dressedUp = (text: string) => text.replaceAll('<RLO>', '\u202e');

interface Place {
  sink: Sink;
  /** Who asks never decides. */
  asker: Client;
  first: Client;
  second: Client;
  /** Agents whose calls one person, or two, must approve. */
  one: string;
  two: string;
}

async function trial(place: Place, kind: (typeof kinds)[number], text: string): Promise<string[]> {
  const { asker, first, sink } = place;
  const answer = await ask(asker, kind === 'changed' ? place.two : place.one, `DO ${JSON.stringify(text)} END`);
  const approval = (await first.call(listApprovals, { query: { status: 'pending', run_id: answer.runId } })).data[0];
  if (answer.finish !== 'tool-approval' || !approval) return [`nobody was asked: ${answer.finish}`];
  const failures: string[] = [];
  const arrived = () =>
    sink.requests.filter(({ headers }) => String(headers['idempotency-key'] ?? '').startsWith(answer.runId));
  if (arrived().length > 0) failures.push('it acted before anybody decided');
  if (JSON.stringify(approval.arguments) !== JSON.stringify({ data: dressedUp(text) }))
    failures.push(`the person is shown ${JSON.stringify(approval.arguments)}`);
  const expected = await decide[kind](place, approval, dressedUp(text), failures);
  const run = await settled(first, answer.runId);
  if (run?.status !== 'completed') failures.push(`the run ended as ${run?.status}`);
  const bodies = arrived().map(({ body }) => body);
  const wanted = expected === null ? [] : [JSON.stringify({ data: expected })];
  if (JSON.stringify(bodies) !== JSON.stringify(wanted))
    failures.push(`the tool got ${JSON.stringify(bodies)} instead of ${JSON.stringify(wanted)}`);
  return failures;
}

type Decide = (place: Place, approval: Approval, text: string, failures: string[]) => Promise<string | null>;

const decide: Record<(typeof kinds)[number], Decide> = {
  'as shown': async ({ first }, approval, text) => {
    await first.call(decideApproval, decision(approval, 'approve'));
    return text;
  },
  rejected: async ({ first }, approval) => {
    await first.call(decideApproval, decision(approval, 'reject'));
    return null;
  },
  'many at once': async ({ first }, approval, text, failures) => {
    const outcomes = await Promise.all(
      Array.from({ length: atOnce }, () => statusOf(first, decision(approval, 'approve'))),
    );
    const accepted = outcomes.filter((status) => status === 200).length;
    if (accepted !== 1) failures.push(`${accepted} of ${atOnce} approvals at once were accepted`);
    if (outcomes.some((status) => status !== 200 && status !== 409))
      failures.push(`answers ${[...new Set(outcomes)].join(', ')}`);
    return text;
  },
  /** One person changes the arguments; who saw the old ones, or none, must look again. */
  changed: async ({ first, second, sink }, approval, text, failures) => {
    const changed = `${text} changed`;
    const before = sink.requests.length;
    await first.call(decideApproval, {
      params: { approval_id: approval.id },
      body: { decision: 'approve', arguments: { data: changed }, arguments_hash: approval.arguments_hash },
    });
    const stale = await statusOf(second, decision(approval, 'approve'));
    if (stale !== 409) failures.push(`an approval of the old arguments was answered ${stale}`);
    const unseen = await statusOf(second, { params: { approval_id: approval.id }, body: { decision: 'approve' } });
    if (unseen === 200) failures.push('an approval that names no arguments was accepted after they had changed');
    const mine = sink.requests.slice(before).some(({ body }) => body.includes(JSON.stringify(text).slice(1, -1)));
    if (mine) failures.push('it acted before the second person had seen the change');
    const shown = await second.call(getApproval, { params: { approval_id: approval.id } });
    if (shown.status === 'pending') await second.call(decideApproval, decision(shown, 'approve'));
    return changed;
  },
};

function decision(approval: Approval, word: 'approve' | 'reject') {
  return {
    params: { approval_id: approval.id },
    body: { decision: word, arguments_hash: approval.arguments_hash },
  };
}

async function statusOf(
  client: Client,
  input: Parameters<typeof client.call<typeof decideApproval>>[1],
): Promise<number> {
  return client.call(decideApproval, input).then(
    () => 200,
    (error: unknown) => (error instanceof ApiError ? error.status : 0),
  );
}
