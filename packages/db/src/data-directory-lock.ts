import { randomUUID } from 'node:crypto';
import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@agentforge/kernel/errors';
import { isJsonObject } from '@agentforge/kernel/json';
import { describeProcess, isSameProcessAlive, type ProcessIdentity } from './process-identity.ts';

/** Owners touch their lock this often; one not touched for `staleAfter` by an unseen owner counts as left behind. */
const heartbeat = 3000;
const staleAfter = 12_000;

interface Holder extends ProcessIdentity {
  readonly token: string;
}

function parseHolder(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isJsonObject(value)) return undefined;
    const { pid, startedAt, host, space, token } = value;
    if (typeof pid !== 'number' || typeof token !== 'string' || typeof host !== 'string') return undefined;
    return { pid, token, host, startedAt: String(startedAt), space: String(space) };
  } catch {
    return undefined;
  }
}

async function readHolder(path: string): Promise<Holder | undefined | 'gone'> {
  try {
    return parseHolder(await readFile(path, 'utf8'));
  } catch {
    return 'gone';
  }
}

async function create(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(text);
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function lastTouch(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => 0,
  );
}

/** Watches a lock whose owner cannot be looked up (another host or container): true once nobody touches it any more. */
async function isLeftBehind(path: string): Promise<boolean> {
  const first = await lastTouch(path);
  const deadline = Date.now() + staleAfter;
  while (Date.now() < deadline) {
    if (Date.now() - first > staleAfter * 5) return true;
    await delay(250);
    if ((await lastTouch(path)) !== first) return false;
  }
  return true;
}

async function mayTakeOver(path: string, holder: Holder | undefined): Promise<boolean> {
  if (holder === undefined) return isLeftBehind(path);
  const alive = isSameProcessAlive(holder);
  return alive === 'unknown' ? isLeftBehind(path) : !alive;
}

/** Removes exactly the lock that was judged. Two starters may judge at once: the marker lets one of them act. */
async function removeStale(path: string, holder: Holder | undefined): Promise<void> {
  const marker = `${path}.takeover`;
  if (!(await create(marker, String(process.pid)))) {
    if (Date.now() - (await lastTouch(marker)) > staleAfter) await rm(marker, { force: true });
    await delay(100);
    return;
  }
  try {
    const current = await readHolder(path);
    if (current !== 'gone' && current?.token === holder?.token) await rm(path, { force: true });
  } finally {
    await rm(marker, { force: true });
  }
}

function refusal(directory: string, holder: Holder | undefined): AppError {
  const who = holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`;
  return new AppError('unavailable', {
    detail: `The data folder ${directory} is in use by ${who}. Stop it first, or start this one with another DATA_DIR.`,
  });
}

/**
 * Takes the lock file beside the folder, or throws AppError `unavailable`. A lock left by a dead process is taken over,
 * one of a live process never. Returns how to give it back.
 */
export async function lockDataDirectory(directory: string): Promise<() => Promise<void>> {
  const path = `${directory}.lock`;
  const mine: Holder = { ...describeProcess(process.pid), token: randomUUID() };
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (await create(path, JSON.stringify(mine))) return keep(path, mine.token);
    const holder = await readHolder(path);
    if (holder === 'gone') continue;
    if (!(await mayTakeOver(path, holder))) throw refusal(directory, holder);
    await removeStale(path, holder);
  }
  throw refusal(directory, undefined);
}

function keep(path: string, token: string): () => Promise<void> {
  const touch = () => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  };
  const timer = setInterval(touch, heartbeat);
  timer.unref();
  return async () => {
    clearInterval(timer);
    const holder = await readHolder(path);
    if (holder !== 'gone' && holder?.token === token) await rm(path, { force: true });
  };
}
