import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConfig } from './config.ts';
import { ConfigurationError, readEnvironment } from './environment.ts';
import { loadSecrets } from './secrets.ts';

const key = () => randomBytes(32).toString('base64');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'agentforge-secrets-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function load(variables: Record<string, string>) {
  const environment = readEnvironment({ DATA_DIR: folder, ...variables });
  return loadSecrets(environment, createConfig(environment));
}

describe('secrets from the environment', () => {
  it('are taken in base64 and hex', async () => {
    const bytes = randomBytes(32);
    for (const text of [bytes.toString('base64'), bytes.toString('hex')]) {
      const secrets = await load({ ENCRYPTION_KEY: text, JWT_SECRET: key() });
      expect(secrets.encryptionKey.equals(bytes)).toBe(true);
      expect(secrets.generated).toBe(false);
    }
  });

  it.each([
    ['a published one', { JWT_SECRET: 'my-random-string-for-seeding-000000000' }],
    ['a short one', { JWT_SECRET: 'xK3!' }],
    ['a monotone one', { JWT_SECRET: 'a'.repeat(64) }],
    ['a copied placeholder', { JWT_SECRET: `change-me-${key()}` }],
    ['an empty key', { ENCRYPTION_KEY: Buffer.alloc(32).toString('base64') }],
    ['a short key', { ENCRYPTION_KEY: randomBytes(16).toString('base64') }],
    ['a word for a key', { ENCRYPTION_KEY: 'passphrase-passphrase-passphrase-passphrase' }],
  ])('refuse %s and never repeat it', async (_what, variables) => {
    const refused = load({ ENCRYPTION_KEY: key(), JWT_SECRET: key(), ...variables });
    await expect(refused).rejects.toThrow(ConfigurationError);
    const text = String(await refused.catch((error: unknown) => error));
    for (const [name, value] of Object.entries(variables)) {
      expect(text).toContain(name);
      expect(text).not.toContain(value);
    }
  });
});

describe('secrets of a laptop', () => {
  it('are made once, kept in a file nobody else reads', async () => {
    const first = await load({});
    const second = await load({});
    expect(first.generated).toBe(true);
    expect(second.encryptionKey.equals(first.encryptionKey)).toBe(true);
    expect(second.jwtSecret).toBe(first.jwtSecret);
    const file = path.join(folder, 'secrets.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toContain(first.jwtSecret);
  });
});
