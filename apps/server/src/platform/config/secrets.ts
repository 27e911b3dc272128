import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from './config.ts';
import { ConfigurationError, type Environment } from './environment.ts';

/** Step three: secrets, kept apart from the configuration so that no one logs them with it. */
export interface Secrets {
  /** 32 bytes. */
  encryptionKey: Buffer;
  jwtSecret: string;
  metricsToken: string | null;
  admin: { email: string; password: string } | null;
  /** True when the keys were made by us and lie in DATA_DIR. */
  generated: boolean;
}

const published =
  /change[-_ ]?me|example|secret123|my-random-string|passphrase|default|your[-_]|placeholder|agentforge|password|test-?key/i;
const storedSecrets = z.object({ encryption_key: z.string(), jwt_secret: z.string() });

/** Reads the secrets, or with the embedded database makes them once. Throws {@link ConfigurationError}. */
export async function loadSecrets(environment: Environment, config: Config): Promise<Secrets> {
  const given = { encryption: environment.ENCRYPTION_KEY, jwt: environment.JWT_SECRET };
  const rest = {
    metricsToken: environment.METRICS_TOKEN ?? null,
    admin:
      environment.ADMIN_EMAIL && environment.ADMIN_PASSWORD
        ? { email: environment.ADMIN_EMAIL.toLowerCase(), password: environment.ADMIN_PASSWORD }
        : null,
  };
  if (given.encryption && given.jwt) {
    return { encryptionKey: parseKey(given.encryption), jwtSecret: checkSecret(given.jwt), generated: false, ...rest };
  }
  if (config.database.kind === 'postgresql') throw new ConfigurationError(missingText(given));
  const stored = await generatedSecrets(config.dataDirectory);
  return {
    encryptionKey: parseKey(given.encryption ?? stored.encryption_key),
    jwtSecret: checkSecret(given.jwt ?? stored.jwt_secret),
    generated: true,
    ...rest,
  };
}

function missingText(given: { encryption: string | undefined; jwt: string | undefined }): string {
  const names = [given.encryption ? '' : 'ENCRYPTION_KEY', given.jwt ? '' : 'JWT_SECRET'].filter(Boolean).join(' and ');
  return (
    `${names} must be set when DATABASE_URL is set, so that every process shares them and they survive this machine.\n` +
    'Make one with: openssl rand -base64 32'
  );
}

function parseKey(text: string): Buffer {
  const key = /^[0-9a-fA-F]{64}$/.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (key.length !== 32 || published.test(text) || new Set(key).size < 8) {
    throw new ConfigurationError(
      'ENCRYPTION_KEY must be 32 random bytes in base64 or hex. Make one with: openssl rand -base64 32',
    );
  }
  return key;
}

function checkSecret(text: string): string {
  if (text.length < 32 || published.test(text) || new Set(text).size < 8) {
    throw new ConfigurationError(
      'JWT_SECRET must be at least 32 random characters and not a known example. Make one with: openssl rand -base64 32',
    );
  }
  return text;
}

async function generatedSecrets(directory: string): Promise<z.output<typeof storedSecrets>> {
  const file = path.join(directory, 'secrets.json');
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((error: unknown) => refuseDirectory(directory, error));
  try {
    const made = {
      encryption_key: randomBytes(32).toString('base64'),
      jwt_secret: randomBytes(48).toString('base64url'),
    };
    // wx: the first process makes the file, every later one reads it.
    await writeFile(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) refuseDirectory(directory, error);
  }
  await chmod(file, 0o600);
  const parsed = storedSecrets.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success)
    throw new ConfigurationError(
      `${file} is damaged. Restore it from a backup; without it stored secrets cannot be read.`,
    );
  return parsed.data;
}

function refuseDirectory(directory: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
  throw new ConfigurationError(
    `DATA_DIR ${directory} cannot be written (${code}). Choose another folder or fix its rights.`,
  );
}
