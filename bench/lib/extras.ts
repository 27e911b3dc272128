import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { seedAgentForge, startAgentForge } from '../agentforge.ts';
import { load, median } from './load.ts';
import type { Bench } from './measure.ts';
import type { DatabaseKind } from './options.ts';
import { makePlace } from './surroundings.ts';

/** Start and memory of the product on one database. */
export interface Footprint {
  database: DatabaseKind;
  /** Spawn to ready on data that is there, milliseconds; median of three starts. */
  startMs: number;
  idleMb: number;
  /** Resident memory right after the memory run, and how it grew over the run's second half, kB per message. */
  loadedMb: number;
  growthKbPerMessage: number;
  memoryMessages: number;
}

export async function measureFootprint(bench: Bench, database: DatabaseKind): Promise<Footprint> {
  const { models, serverCore, serverUrl, options } = bench;
  const place = await makePlace(database, serverUrl);
  try {
    const first = await startAgentForge(place, models, serverCore);
    const seeded = await seedAgentForge(first.url, models).finally(() => first.child.stop());
    const starts: number[] = [];
    for (let count = 0; count < 2; count += 1) {
      const again = await startAgentForge(place, models, serverCore);
      starts.push(again.child.startMs);
      await again.child.stop();
    }
    const { child, url } = await startAgentForge(place, models, serverCore);
    starts.push(child.startMs);
    try {
      bench.say(`${database}: idle for ${options.idleSeconds} s`);
      await sleep(options.idleSeconds * 1000);
      const idleMb = await child.rssMb();
      const target = {
        url: `${url}/api/v1/agents/${seeded.agentId}/chat`,
        headers: { authorization: `Bearer ${seeded.apiKey}` },
        body: JSON.stringify({ message: 'How is the weather?', stream: true }),
        last: 'token199',
      };
      bench.say(`${database}: memory over ${options.memoryMessages} messages`);
      const points: number[] = [];
      const parts = 20;
      for (let part = 0; part < parts; part += 1) {
        await load(target, Math.ceil(options.memoryMessages / parts), 16);
        points.push(await child.rssMb());
      }
      const growthKbPerMessage = slope(points.slice(parts / 2)) * 1024 * (parts / options.memoryMessages);
      const loadedMb = points.at(-1) ?? 0;
      return {
        database,
        startMs: median(starts),
        idleMb,
        loadedMb,
        growthKbPerMessage,
        memoryMessages: options.memoryMessages,
      };
    } finally {
      await child.stop();
    }
  } finally {
    await place.remove();
  }
}

/** Least squares over equally spaced values. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const [top, bottom] = values.reduce(
    ([above, below], value, index) => [above + (index - middle) * (value - mean), below + (index - middle) ** 2],
    [0, 0],
  );
  return top / bottom;
}

const webRoot = fileURLToPath(new URL('../../apps/web/dist/', import.meta.url));

/** Scripts the sign-in page loads before it shows anything, bytes as gzip; null when the web app is not built. */
export function firstPageBytes(): number | null {
  if (!existsSync(`${webRoot}index.html`)) return null;
  const page = readFileSync(`${webRoot}index.html`, 'utf8');
  const named = [...page.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map((match) => match[1] ?? '');
  return named.reduce((sum, file) => sum + gzipSync(readFileSync(`${webRoot}${file}`), { level: 9 }).length, 0);
}
