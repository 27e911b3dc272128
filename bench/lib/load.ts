import { Agent, request } from 'node:http';

/** One kind of message, and how its answer is known to be whole. */
export interface Target {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Text that stands in every whole answer, late in it. */
  last: string;
}

export interface LoadResult {
  messages: number;
  seconds: number;
  /** Milliseconds to the first token, one per message, ascending. */
  firstToken: number[];
}

/** The first word of each answer of the mock. */
const first = 'token0';

/** Sends `messages` messages, `concurrency` at a time, and reads every answer to its end. Throws on the first bad one. */
export async function load(target: Target, messages: number, concurrency: number): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const firstToken: number[] = [];
  let left = messages;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      firstToken.push(await send(target, agent));
    }
  };
  const started = performance.now();
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, messages) }, work));
  } finally {
    agent.destroy();
  }
  const seconds = (performance.now() - started) / 1000;
  return { messages, seconds, firstToken: firstToken.sort((left, right) => left - right) };
}

/** Milliseconds to the first token of one answer. */
function send(target: Target, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const headers = { 'content-type': 'application/json', ...target.headers };
    const outgoing = request(target.url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      let firstAt: number | undefined;
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (firstAt === undefined && text.includes(first)) firstAt = performance.now() - started;
      });
      response.on('error', reject);
      response.on('end', () => {
        const whole = response.statusCode === 200 && firstAt !== undefined && text.includes(target.last);
        if (whole) resolve(firstAt ?? 0);
        else reject(new Error(`An answer was not whole (HTTP ${response.statusCode}): ${text.slice(-600)}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(target.body);
  });
}

/** The value below which `share` of ascending `values` lie. */
export function percentile(values: readonly number[], share: number): number {
  return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((left, right) => left - right),
    0.5,
  );
}
