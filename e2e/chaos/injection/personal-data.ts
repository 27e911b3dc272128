import type { Client } from '@agentforge/client/client';
import { chat } from '@agentforge/contracts/chat/endpoints';
import type { ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { textFrames } from '../stage/frames.ts';
import { startScriptedOpenAi } from '../stage/scripted-openai.ts';
import { connect, inParallel, makeAgent, messagesOf, openStage } from '../stage/stage.ts';
import { partsOf } from '../support/parts.ts';
import { kinds, type Sample, sample } from './personal-values.ts';

/** Checksums or fixed shapes make these certain; phones and ids need words around them. */
const certain = ['EMAIL', 'CARD', 'IBAN', 'IP', 'SECRET'];
const leastRecall = 0.95;

/** L10: personal values on their way to the model and back, cut into pieces anywhere. */
export const personalData: RunProof = {
  id: 'L10',
  promise:
    'values of certain kinds do not reach the model, and what the model says of them is masked wherever a stream is cut into pieces',
  short: 84,
  full: 2000,
  whenBroken: 28,
  breaks: ['output-guard-off'],
  async run({ trials, seed, broken }): Promise<ProofReport> {
    const random = seededRandom(seed);
    const samples = Array.from({ length: trials }, (_, index) => sample(index, random));
    const cuts = samples.map(({ text }) => pieces(text, random));
    const model = await startScriptedOpenAi(({ question }) => {
      const index = Number(/^case (\d+)/.exec(question)?.[1] ?? -1);
      return { frames: textFrames(cuts[index] ?? ['?']), delayMs: index % 2 };
    });
    const stage = await openStage({ broken }, { hosts: [model.host] });
    const failures: string[] = [];
    const scores = new Map(kinds.map((kind) => [kind, { sent: 0, kept: 0, shown: 0, masked: 0 }]));
    let wrong = 0;
    try {
      await connect(stage.client, 'mock', model.url);
      const guardrails = { mask_pii: true, max_length: 'unlimited', anti_hallucination: false, verify_facts: false };
      const agentId = await makeAgent(stage.client, { guardrails, memory_enabled: false });
      await inParallel(trials, 4, async (index) => {
        const one = samples[index];
        if (!one) return;
        const outcome = await trial(stage.client, agentId, index, one);
        failures.push(...outcome.failures.map((problem) => `case ${index} (${one.kind}): ${problem}`));
        const raw = model.calls.find(({ question }) => question.startsWith(`case ${index}:`))?.raw ?? '';
        const score = scores.get(one.kind);
        if (score && one.value !== null) {
          score.sent += 1;
          score.kept += Number(!raw.includes(one.value));
          score.shown += 1;
          score.masked += Number(!outcome.shown.includes(one.value));
        } else wrong += Number(outcome.shown !== one.text);
      });
    } finally {
      await stage.close();
      await model.close();
    }
    for (const kind of certain) failures.push(...tooFew(kind, scores.get(kind)));
    const negatives = samples.filter(({ value }) => value === null).length;
    const found = [...scores.values()].reduce((sum, { masked }) => sum + masked, 0);
    const figures: Record<string, string> = {
      precision: `${share(found, found + wrong)} (${wrong} of ${negatives} look-alikes changed)`,
    };
    for (const [kind, { sent, kept, shown, masked }] of scores)
      figures[`recall ${kind}`] =
        `${share(kept, sent)} on the way in, ${share(masked, shown)} on the way out, of ${sent}`;
    return { id: this.id, promise: this.promise, trials, seed, figures, failures };
  },
};

const share = (part: number, whole: number) => (whole === 0 ? '-' : (part / whole).toFixed(3));

function tooFew(
  kind: string,
  score: { sent: number; kept: number; shown: number; masked: number } | undefined,
): string[] {
  if (!score || score.sent === 0) return [];
  const low = Math.min(score.kept / score.sent, score.masked / score.shown);
  return low < leastRecall ? [`recall of ${kind} is ${low.toFixed(3)}, less than ${leastRecall}`] : [];
}

/** The text in one to eight pieces, cut anywhere, also within a value and within a character. */
function pieces(text: string, random: () => number): string[] {
  const borders = Array.from({ length: Math.floor(random() * 8) }, () => Math.floor(random() * text.length));
  const ends = [...new Set([0, ...borders, text.length])].toSorted((one, other) => one - other);
  return ends.slice(1).map((end, index) => text.slice(ends[index], end));
}

/** What streams and what is kept have to be the same; the reader may see no value in either. */
async function trial(client: Client, agentId: string, index: number, { text }: Sample) {
  const failures: string[] = [];
  let shown = '';
  let conversationId = '';
  const events = client.stream(chat, {
    params: { agent_id: agentId },
    body: { message: `case ${index}: ${text}`, stream: true },
  });
  for await (const part of partsOf(events)) {
    if (part.type === 'text-delta') shown += part.delta;
    conversationId ||= part.data['conversation_id'] ?? '';
  }
  const [, message] = await messagesOf(client, conversationId);
  if (message?.content !== shown) failures.push(`streamed “${shown}” and kept “${message?.content}”`);
  return { failures, shown };
}
