import { setTimeout as sleep } from 'node:timers/promises';
import { load, median, percentile, type Target } from './load.ts';
import type { BenchOptions, DatabaseKind, Mode, SubjectName } from './options.ts';
import { isStreamed, modelTarget, type Subject, startSubject } from './subject.ts';
import { type Models, makePlace } from './surroundings.ts';

/** One subject in one mode at one concurrency on one database; medians over the rounds. */
export interface Figure {
  database: DatabaseKind;
  mode: Mode;
  concurrency: number;
  subject: SubjectName;
  messagesPerSecond: number;
  cpuMs: number;
  /** First token over the model's own, milliseconds; null for answers that come whole. */
  firstTokenP50: number | null;
  firstTokenP95: number | null;
  rssMb: number;
  /** CPU over that of the floor and of the raw floor, each in the same round. */
  toFloor: number | null;
  toRaw: number | null;
}

type Sample = Omit<Figure, 'toFloor' | 'toRaw'>;

export interface Bench {
  options: BenchOptions;
  models: Models;
  serverUrl: string;
  serverCore: number;
  say(line: string): void;
}

/** All figures of one database. The subjects stand side by side, and each round measures them one after the other. */
export async function measureDatabase(bench: Bench, database: DatabaseKind): Promise<Figure[]> {
  const places = [];
  const running: Subject[] = [];
  try {
    for (const name of bench.options.subjects) {
      const place = await makePlace(database, bench.serverUrl);
      places.push(place);
      running.push(await startSubject(name, place, bench.models, bench.serverCore, bench.options.profile));
    }
    await warmUp(bench, running);
    return await rounds(bench, database, running);
  } finally {
    for (const { child } of running) await child.stop();
    for (const place of places) await place.remove();
  }
}

async function warmUp({ options, say }: Bench, running: readonly Subject[]): Promise<void> {
  for (const subject of running) {
    say(`warming ${subject.name} up`);
    for (const mode of options.modes) await load(subject.target(mode), options.warmUp, Math.min(16, options.warmUp));
  }
}

async function rounds(bench: Bench, database: DatabaseKind, running: readonly Subject[]): Promise<Figure[]> {
  const { options, say } = bench;
  const figures: Figure[] = [];
  for (const mode of options.modes) {
    for (const concurrency of options.concurrency) {
      const samples: Sample[][] = [];
      for (let round = 0; round < options.rounds; round += 1) {
        say(`${database}, ${mode}, ${concurrency} at a time, round ${round + 1}`);
        samples.push(await oneRound(bench, database, running, mode, concurrency));
      }
      figures.push(...running.map(({ name }) => middle(name, samples)));
    }
  }
  return figures;
}

async function oneRound(
  { options, models }: Bench,
  database: DatabaseKind,
  running: readonly Subject[],
  mode: Mode,
  concurrency: number,
): Promise<Sample[]> {
  const messages = concurrency === 1 ? Math.ceil(options.messages / 6) : Math.max(options.messages, concurrency * 2);
  const own = isStreamed(mode) ? (await load(modelTarget(models), messages, concurrency)).firstToken : null;
  const samples: Sample[] = [];
  for (const subject of running) {
    const { cpuMs, rssMb, seconds, firstToken } = await one(subject, subject.target(mode), messages, concurrency);
    const over = (share: number) => (own ? percentile(firstToken, share) - percentile(own, share) : null);
    samples.push({
      database,
      mode,
      concurrency,
      subject: subject.name,
      messagesPerSecond: messages / seconds,
      cpuMs,
      firstTokenP50: over(0.5),
      firstTokenP95: over(0.95),
      rssMb,
    });
  }
  return samples;
}

async function one({ child }: Subject, target: Target, messages: number, concurrency: number) {
  const before = await child.cpuMs();
  const result = await load(target, messages, concurrency);
  // What a server does once the answer is read belongs to the message.
  await sleep(150);
  const cpuMs = ((await child.cpuMs()) - before) / messages;
  return { ...result, cpuMs, rssMb: await child.rssMb() };
}

function middle(name: SubjectName, rounds: readonly Sample[][]): Figure {
  const own = rounds.flatMap((samples) => samples.filter(({ subject }) => subject === name));
  const [any] = own;
  if (!any) throw new Error(`${name} was not measured.`);
  const of = (pick: (sample: Sample) => number) => median(own.map(pick));
  const ofToken = (pick: (sample: Sample) => number | null) =>
    pick(any) === null ? null : of((one) => pick(one) ?? 0);
  return {
    ...any,
    messagesPerSecond: of((sample) => sample.messagesPerSecond),
    cpuMs: of((sample) => sample.cpuMs),
    firstTokenP50: ofToken((sample) => sample.firstTokenP50),
    firstTokenP95: ofToken((sample) => sample.firstTokenP95),
    rssMb: of((sample) => sample.rssMb),
    toFloor: ratio(rounds, name, 'floor'),
    toRaw: ratio(rounds, name, 'raw'),
  };
}

function ratio(rounds: readonly Sample[][], name: SubjectName, to: SubjectName): number | null {
  const ratios = rounds.flatMap((samples) => {
    const own = samples.find(({ subject }) => subject === name);
    const other = samples.find(({ subject }) => subject === to);
    return own && other && name !== to ? [own.cpuMs / other.cpuMs] : [];
  });
  return ratios.length === 0 ? null : median(ratios);
}
