import type { Tx } from '@agentforge/db/database';
import { AppError } from '@agentforge/kernel/errors';
import { secretFieldsOf } from '@agentforge/plugin-kit/manifest';
import type { z } from 'zod';
import { fieldErrors } from './parse.ts';
import type { Vault } from './vault/vault.ts';

/** A plug-in's config as it is stored: secrets sealed one by one, the rest plain. */
export interface StoredConfig {
  config: Record<string, unknown>;
  sealedSecrets: Record<string, string>;
  secretHints: Record<string, string>;
}

export interface ConfigPlace {
  tenantId: string;
  /** Table and id: the sealed values open only there. */
  row: string;
}

export const emptyStoredConfig: StoredConfig = { config: {}, sealedSecrets: {}, secretHints: {} };

/** Whether a text is a secret as it is shown (`***1234`), not one that was typed. */
export function isMasked(value: unknown): boolean {
  return typeof value === 'string' && /^\*{3}.{0,4}$/.test(value);
}

/** What was typed, without secrets sent back as they were shown (`***1234`): those mean "keep". */
function typedValues(schema: z.ZodObject, given: Record<string, unknown>): Record<string, unknown> {
  const secrets = new Set(secretFieldsOf(schema));
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => !(secrets.has(name) && isMasked(value))));
}

/** Checks a config by the plug-in's own schema. Throws `invalid_input` naming fields below `prefix`. */
export function parseConfig(
  schema: z.ZodObject,
  given: Record<string, unknown>,
  prefix: string,
): Record<string, unknown> {
  const parsed = schema.strict().safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error, prefix);
  throw new AppError('invalid_input', {
    detail: errors
      .map((error) => `${error.path}: ${error.message}`)
      .slice(0, 5)
      .join('; '),
    errors,
  });
}

/**
 * Seals a config for storage. `given` replaces the plain fields; a secret that is left out or still masked is kept from
 * `before`, `null` or empty removes it.
 */
export async function sealConfig(
  vault: Vault,
  tx: Tx,
  place: ConfigPlace,
  schema: z.ZodObject,
  given: Record<string, unknown>,
  before: StoredConfig = emptyStoredConfig,
): Promise<StoredConfig> {
  const typed = typedValues(schema, given);
  const secrets = secretFieldsOf(schema);
  const kept = await openSecrets(vault, place, before, tx);
  const whole: Record<string, unknown> = { ...kept };
  for (const [name, value] of Object.entries(typed)) {
    if (value === null || (secrets.includes(name) && value === '')) delete whole[name];
    else whole[name] = value;
  }
  const parsed = parseConfig(schema, whole, 'config');
  const stored: StoredConfig = { config: {}, sealedSecrets: {}, secretHints: {} };
  for (const [name, value] of Object.entries(parsed)) {
    if (!secrets.includes(name)) stored.config[name] = value;
    else if (typeof value === 'string' && value !== '') {
      stored.sealedSecrets[name] = await vault.seal(tx, place.tenantId, `${place.row}/${name}`, value);
      stored.secretHints[name] = value.length >= 12 ? value.slice(-4) : '';
    }
  }
  return stored;
}

async function openSecrets(
  vault: Vault,
  place: ConfigPlace,
  stored: StoredConfig,
  tx?: Tx,
): Promise<Record<string, string>> {
  const opened: Record<string, string> = {};
  for (const [name, sealed] of Object.entries(stored.sealedSecrets)) {
    opened[name] = await vault.open(place.tenantId, `${place.row}/${name}`, sealed, tx);
  }
  return opened;
}

/** The whole config with its secrets, for the plug-in alone. */
export async function openConfig(
  vault: Vault,
  place: ConfigPlace,
  stored: StoredConfig,
  tx?: Tx,
): Promise<Record<string, unknown>> {
  return { ...stored.config, ...(await openSecrets(vault, place, stored, tx)) };
}

/** What may be shown: secrets as `***` + last 4. */
export function maskConfig(stored: StoredConfig): Record<string, unknown> {
  const hints = Object.entries(stored.secretHints).map(([name, hint]) => [name, `***${hint}`]);
  return { ...stored.config, ...Object.fromEntries(hints) };
}
