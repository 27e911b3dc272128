import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ServerProcess, startServerProcess } from '../../testing/server-process.ts';

const key = () => randomBytes(32).toString('base64');
const secrets = { ENCRYPTION_KEY: key(), JWT_SECRET: key() };
const nowhere = 'postgres://someone:hidden-word@127.0.0.1:1/nothing';

// Whole processes, on machines that may be busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'agentforge-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a person reads when the start fails: an exit code, one message, no stack and no secret. */
async function failureOf(variables: Record<string, string>): Promise<string> {
  const { code, stdout, stderr } = await startServerProcess({
    DATA_DIR: path.join(folder, 'unused'),
    ...variables,
  }).ended;
  expect(code, stderr).not.toBe(0);
  expect(code).not.toBeNull();
  expect(stdout).not.toContain('is ready');
  expect(stderr).toMatch(/^AgentForge could not start\.\n/);
  expect(stderr.match(/could not start/g)).toHaveLength(1);
  expect(stderr).not.toMatch(/\n\s+at |node:internal|hidden-word/);
  for (const secret of Object.values(secrets)) expect(stderr).not.toContain(secret);
  return stderr;
}

describe('a start that cannot work says why', () => {
  it('names every invalid variable at once', async () => {
    const text = await failureOf({ PORT: '99999', LOG_LEVEL: 'loud', BASE_URL: 'nonsense', MAX_UPLOAD_MB: 'big' });
    for (const name of ['PORT', 'LOG_LEVEL', 'BASE_URL', 'MAX_UPLOAD_MB']) expect(text).toContain(`${name}:`);
  });

  it('names every contradiction at once', async () => {
    const text = await failureOf({ EGRESS_ALLOW: 'no port', ADMIN_EMAIL: 'a@b.test', DATABASE_URL: 'mysql://x' });
    for (const name of ['EGRESS_ALLOW', 'ADMIN_EMAIL', 'DATABASE_URL']) expect(text).toContain(name);
  });

  it('asks for secrets when the database is shared', async () => {
    const text = await failureOf({ DATABASE_URL: nowhere });
    expect(text).toContain('ENCRYPTION_KEY and JWT_SECRET must be set');
    expect(text).toContain('openssl rand');
    expect(await failureOf({ DATABASE_URL: nowhere, JWT_SECRET: key() })).toContain('ENCRYPTION_KEY must be set');
  });

  it('refuses a published secret', async () => {
    const text = await failureOf({ ...secrets, JWT_SECRET: 'my-random-string-for-seeding-000000000' });
    expect(text).toContain('JWT_SECRET must be');
  });

  it('says that the database cannot be reached', async () => {
    expect(await failureOf({ ...secrets, DATABASE_URL: nowhere })).toMatch(/database.*reached/i);
  });

  it('says that DATA_DIR cannot be written', async () => {
    const file = path.join(folder, 'a-file');
    await writeFile(file, '');
    expect(await failureOf({ DATA_DIR: file })).toContain(`DATA_DIR ${file} cannot be written`);
    const below = await failureOf({ ...secrets, DATA_DIR: path.join(file, 'below') });
    expect(below).toContain('cannot be written');
  });
});

describe('beside a server that runs', () => {
  let running: ServerProcess;
  let dataDirectory: string;
  beforeAll(async () => {
    dataDirectory = path.join(folder, 'first');
    running = startServerProcess({ DATA_DIR: dataDirectory });
    await running.ready();
  });
  afterAll(() => running.signal('SIGKILL'));

  it('refuses to share its data folder', async () => {
    const text = await failureOf({ DATA_DIR: dataDirectory });
    expect(text).toMatch(/in use|already/i);
    expect(text).toContain(String(running.pid));
  });

  it('refuses a port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const bound = taken.address();
    const port = typeof bound === 'object' && bound ? String(bound.port) : '';
    const text = await failureOf({ DATA_DIR: path.join(folder, 'second'), PORT: port });
    expect(text).toContain('Another program uses this port');
    await new Promise((resolve) => taken.close(resolve));
  });

  it('stops, and refuses another key for the data it left', async () => {
    running.signal('SIGTERM');
    expect((await running.ended).code).toBe(0);
    const text = await failureOf({ DATA_DIR: dataDirectory, ENCRYPTION_KEY: key() });
    expect(text).toContain('ENCRYPTION_KEY is not the key this database was encrypted with');
  });
});
