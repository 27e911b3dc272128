import { parseArgs } from 'node:util';

export const modes = ['plain', 'streamed', 'tool', 'tool-streamed'] as const;
export const databases = ['pglite', 'postgresql'] as const;
export const subjects = ['floor', 'raw', 'agentforge'] as const;

export type Mode = (typeof modes)[number];
export type DatabaseKind = (typeof databases)[number];
export type SubjectName = (typeof subjects)[number];

export interface BenchOptions {
  modes: readonly Mode[];
  databases: readonly DatabaseKind[];
  subjects: readonly SubjectName[];
  concurrency: readonly number[];
  rounds: number;
  /** Messages per measurement at concurrency 16 and above; a sixth of it at 1. */
  messages: number;
  /** Messages before the first measurement of each subject and mode. */
  warmUp: number;
  /** Messages of the memory run; 0 leaves it out. */
  memoryMessages: number;
  /** Seconds without work before idle memory is read. */
  idleSeconds: number;
  json: boolean;
  /** Where the server under test writes CPU profiles; undefined: none. */
  profile: string | undefined;
  help: boolean;
}

export const help = `npm run bench -- [options]
  --quick                 one round of few messages: shows that everything runs, its figures mean little
  --json                  the figures as JSON on stdout, progress on stderr
  --modes a,b             ${modes.join(',')}
  --databases a,b         ${databases.join(',')}
  --subjects a,b          ${subjects.join(',')}
  --concurrency a,b       default 1,16,64
  --rounds n              default 3; medians are printed
  --messages n            per measurement, default 400
  --memory n              messages of the memory run, default 6000; 0 leaves the extras out
  --profile folder        the AgentForge process writes CPU profiles there
`;

/** Reads the command line. Throws an Error that names what it does not know. */
export function readOptions(args: readonly string[]): BenchOptions {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: flag,
      json: flag,
      help: flag,
      modes: text,
      databases: text,
      subjects: text,
      concurrency: text,
      rounds: text,
      messages: text,
      memory: text,
      profile: text,
    },
  });
  const { quick } = values;
  return {
    modes: chosen(modes, values.modes),
    databases: chosen(databases, values.databases),
    subjects: chosen(subjects, values.subjects),
    concurrency: (values.concurrency ?? '1,16,64').split(',').map((part) => positive('--concurrency', part)),
    rounds: positive('--rounds', values.rounds ?? (quick ? '1' : '3')),
    messages: positive('--messages', values.messages ?? (quick ? '32' : '400')),
    warmUp: quick ? 8 : 400,
    memoryMessages: Number(values.memory ?? (quick ? '64' : '6000')),
    idleSeconds: quick ? 2 : 10,
    json: values.json,
    profile: values.profile,
    help: values.help,
  };
}

function chosen<T extends string>(known: readonly T[], text: string | undefined): readonly T[] {
  if (text === undefined) return known;
  const wanted = text.split(',');
  const unknown = wanted.filter((name) => !known.some((one) => one === name));
  if (unknown.length > 0) throw new Error(`Unknown: ${unknown.join(', ')}. There are ${known.join(', ')}.`);
  return known.filter((name) => wanted.includes(name));
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} takes whole numbers from 1 on, not "${text}".`);
  return value;
}
