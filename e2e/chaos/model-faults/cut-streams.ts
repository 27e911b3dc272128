import type { Client } from '@agentforge/client/client';
import type { ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { callFrames, done, frame, says, textFrames, usageFrame } from '../stage/frames.ts';
import { type Reply, startScriptedOpenAi } from '../stage/scripted-openai.ts';
import { type Sink, startSink } from '../stage/sink.ts';
import { ask, connect, inParallel, makeAgent, makeApiTool, messagesOf, openStage, settled } from '../stage/stage.ts';

const text = 'Certainly, the parcel was sent on Monday and it arrives soon.';
const words = text.split(/(?= )/);
const args = { data: 'exactly this' };

/** A recorded turn: text, then a call; its end is known byte by byte. */
const withCall = Buffer.from(callFrames([{ name: 'sink', arguments: args }], text).join(''));
const plain = Buffer.from(textFrames(words).join(''));
/** From here on the provider has said that the turn is over. */
const endOf = (reply: Buffer) =>
  reply.indexOf('"finish_reason":"', reply.lastIndexOf('"delta":{}')) + '"finish_reason":"stop"'.length;

interface Case {
  name: string;
  reply: Reply;
  /** Calls that may reach the sink. */
  mostCalls: number;
  /** Calls that have to. */
  leastCalls?: number;
  /** The whole of what may be kept as text. */
  text: string;
  ends: readonly string[];
}

/** C13: the stream is cut at every byte of a recorded reply, and broken in every way a stream can be broken. */
export const cutStreams: RunProof = {
  id: 'C13',
  promise: 'wherever a stream is cut or broken, no half call is made, and what was said is kept and marked',
  short: 150,
  full: withCall.length + plain.length,
  whenBroken: 60,
  breaks: ['cut-unnoticed'],
  async run({ trials, seed, broken }): Promise<ProofReport> {
    const cases = [...brokenCases(), ...cutCases(trials, seed)];
    const model = await startScriptedOpenAi((call) => {
      const index = Number(/case (\d+)/.exec(call.question)?.[1] ?? -1);
      return call.results > 0 ? says('Done.') : (cases[index]?.reply ?? says('Unknown case.'));
    });
    const sink = await startSink();
    const stage = await openStage({ broken }, { hosts: [model.host, sink.host] });
    const failures: string[] = [];
    try {
      await connect(stage.client, 'mock', model.url, {
        idle_timeout_seconds: 1,
        first_token_timeout_seconds: 1,
        max_retries: 0,
      });
      const tool = await makeApiTool(stage.client, { name: 'sink', url: sink.url });
      const policy = { rules: [{ tool_id: tool, action: 'allow' }], information_flow: 'allow' };
      const agentId = await makeAgent(stage.client, { tool_ids: [tool], approval_policy: policy });
      await inParallel(cases.length, 8, async (index) => {
        const one = cases[index];
        if (one) failures.push(...(await trial(stage.client, agentId, sink, index, one)));
      });
    } finally {
      await stage.close();
      await Promise.all([model.close(), sink.close()]);
    }
    const figures = {
      'bytes of the recorded replies': withCall.length + plain.length,
      'calls that arrived': sink.requests.length,
    };
    return { id: this.id, promise: this.promise, trials: cases.length, seed, figures, failures };
  },
};

/** Offsets drawn over both replies without repetition; all of them when there are as many trials as bytes. */
function cutCases(trials: number, seed: number): Case[] {
  const random = seededRandom(seed);
  const all = [
    ...Array.from({ length: withCall.length }, (_, at) => ({ reply: withCall, at })),
    ...Array.from({ length: plain.length }, (_, at) => ({ reply: plain, at })),
  ];
  for (let index = all.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const [one, two] = [all[index], all[other]];
    if (one && two) [all[index], all[other]] = [two, one];
  }
  return all.slice(0, trials).map(({ reply, at }) => {
    const whole = at >= endOf(reply);
    return {
      name: `${reply === plain ? 'text' : 'call'} cut at byte ${at}`,
      reply: { frames: [reply.subarray(0, at)], end: 'cut' },
      mostCalls: whole && reply === withCall ? 1 : 0,
      text: whole && reply === withCall ? `${text}Done.` : text,
      // Past its last word a reply may count as whole or as cut; before it never as whole.
      ends: whole ? ['completed', 'failed'] : ['failed'],
    };
  });
}

function brokenCases(): Case[] {
  const failed = { mostCalls: 0, text, ends: ['failed'] };
  const called = (calls: Parameters<typeof callFrames>[0]) => ({ frames: callFrames(calls) });
  const completed = { text: 'Done.', ends: ['completed'] };
  const half = '{"data": "exactly th';
  return [
    {
      name: 'not JSON in an event',
      reply: { frames: [frame({ content: 'Cert' }), 'data: {"id": oops\n\n', done] },
      ...failed,
    },
    {
      name: 'lines that are no events',
      reply: { frames: ['hello\r\n\r\n', ...textFrames(words)] },
      ...failed,
      ends: ['completed', 'failed'],
    },
    {
      name: 'HTML instead of events',
      reply: { headers: { 'content-type': 'text/html' }, frames: ['<html>busy</html>'] },
      ...failed,
    },
    {
      name: 'a zero byte and half a character',
      reply: { frames: textFrames(['Cert', 'ainly\u0000', '\ud800, the parcel']) },
      ...failed,
      ends: ['completed'],
      text: 'Certainly',
    },
    { name: 'nothing at all', reply: { frames: [] }, ...failed },
    {
      name: 'an error inside the stream',
      reply: { frames: [frame({ content: 'Cert' }), 'data: {"error":{"message":"overloaded"}}\n\n'] },
      ...failed,
    },
    {
      name: 'never an end, never [DONE]',
      reply: { frames: [frame({ content: words[0] ?? '' })], end: 'hang' },
      ...failed,
    },
    {
      name: 'an end but never [DONE]',
      reply: { frames: [...textFrames(words).slice(0, -1)], end: 'hang' },
      ...failed,
      ends: ['completed', 'failed'],
    },
    { name: 'half arguments', reply: called([{ name: 'sink', arguments: half }]), mostCalls: 0, ...completed },
    {
      name: 'arguments that are no object',
      reply: called([{ name: 'sink', arguments: '[1,2' }]),
      mostCalls: 0,
      ...completed,
    },
    {
      name: 'two calls of one id',
      reply: called([
        { name: 'sink', arguments: args, id: 'same' },
        { name: 'sink', arguments: { data: 'exactly that' }, id: 'same' },
      ]),
      mostCalls: 2,
      ...completed,
    },
    {
      name: 'the same call twice',
      reply: called([
        { name: 'sink', arguments: args, id: 'same' },
        { name: 'sink', arguments: args, id: 'same' },
      ]),
      mostCalls: 1,
      leastCalls: 1,
      ...completed,
    },
    {
      name: 'a whole call',
      reply: called([{ name: 'sink', arguments: args }]),
      mostCalls: 1,
      leastCalls: 1,
      ...completed,
    },
    {
      name: 'an end between the arguments',
      reply: {
        frames: [
          ...callFrames([{ name: 'sink', arguments: args }]).slice(0, 3),
          frame({}, 'tool_calls'),
          usageFrame(),
          done,
        ],
      },
      mostCalls: 0,
      ...completed,
    },
  ];
}

async function trial(client: Client, agentId: string, sink: Sink, index: number, one: Case): Promise<string[]> {
  const failures: string[] = [];
  const answer = await ask(client, agentId, `case ${index}.`).catch((error: unknown) => String(error));
  if (typeof answer === 'string') return [`${one.name}: the request itself failed: ${answer}`];
  const run = await settled(client, answer.runId);
  const [, message] = await messagesOf(client, answer.conversationId);
  const status = run?.status ?? 'no end';
  if (!one.ends.includes(status)) failures.push(`${one.name}: ended as ${status}`);
  const arrived = sink.requests.filter(({ headers }) =>
    String(headers['idempotency-key'] ?? '').startsWith(answer.runId),
  );
  if (arrived.length > one.mostCalls)
    failures.push(`${one.name}: ${arrived.length} calls arrived, at most ${one.mostCalls} were asked for`);
  if (arrived.length < (one.leastCalls ?? 0)) failures.push(`${one.name}: ${arrived.length} calls arrived`);
  if (arrived.some(({ body }) => !/^\{"data":"exactly th(is|at)"\}$/.test(body)))
    failures.push(`${one.name}: half a call arrived`);
  const kept = message?.content ?? '';
  if (status === 'failed' && message?.status !== 'failed')
    failures.push(`${one.name}: the answer is marked ${message?.status}`);
  if (status === 'failed' && !message?.error) failures.push(`${one.name}: the answer does not say what went wrong`);
  const begins = one.ends.includes('failed')
    ? one.text.startsWith(kept.replaceAll('\n', ''))
    : kept.startsWith(one.text);
  if (!begins) failures.push(`${one.name}: kept “${kept}”`);
  return failures;
}
