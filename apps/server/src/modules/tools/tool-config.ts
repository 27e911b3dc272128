import type { Tx } from '@agentforge/db/database';
import { isCredentialHeader } from '@agentforge/plugin-kit/redact';
import type { ToolPlugin } from '@agentforge/plugin-kit/tool';
import {
  type ConfigPlace,
  emptyStoredConfig,
  isMasked,
  maskConfig,
  openConfig,
  type StoredConfig,
  sealConfig,
} from '../../platform/plugin-config.ts';
import type { Vault } from '../../platform/vault/vault.ts';

type Values = Record<string, unknown>;

const prefix = 'headers.';
const longestHeader = 8192;

/**
 * Tool configs have a `headers` record beside their secret fields, and people put keys there. Headers that usually carry
 * credentials are sealed as secrets named `headers.<Name>`; everything else is as in plugin-config.
 */
export async function sealToolConfig(
  vault: Vault,
  tx: Tx,
  place: ConfigPlace,
  plugin: ToolPlugin,
  given: Values,
  before: StoredConfig = emptyStoredConfig,
): Promise<StoredConfig> {
  const { plain, credentials } = splitHeaders(plugin, given);
  const stored = await sealConfig(
    vault,
    tx,
    place,
    plugin.config,
    plain,
    pick(before, (name) => !isHeader(name)),
  );
  for (const [name, value] of Object.entries(credentials)) {
    const key = `${prefix}${name}`;
    const sealed = before.sealedSecrets[key];
    if (!isMasked(value)) {
      stored.sealedSecrets[key] = await vault.seal(tx, place.tenantId, `${place.row}/${key}`, value);
      stored.secretHints[key] = value.length >= 12 ? value.slice(-4) : '';
    } else if (sealed !== undefined) {
      stored.sealedSecrets[key] = sealed;
      stored.secretHints[key] = before.secretHints[key] ?? '';
    }
  }
  return stored;
}

/** The whole config with its secrets, for the plug-in alone. */
export async function openToolConfig(vault: Vault, place: ConfigPlace, stored: StoredConfig, tx?: Tx): Promise<Values> {
  return foldHeaders(await openConfig(vault, place, stored, tx));
}

/** What may be shown. Sent back as it is, it keeps every secret. */
export function maskToolConfig(stored: StoredConfig): Values {
  return foldHeaders(maskConfig(stored));
}

/** Names of stored secrets a change keeps: left out or sent back as shown. */
export function keptSecrets(before: StoredConfig, given: Values): string[] {
  const headers = headersOf(given);
  return Object.keys(before.sealedSecrets).filter((name) => {
    if (isHeader(name)) return isMasked(headers[name.slice(prefix.length)]);
    return given[name] === undefined || isMasked(given[name]);
  });
}

const isHeader = (name: string) => name.startsWith(prefix);

function headersOf(values: Values): Values {
  const { headers } = values;
  return typeof headers === 'object' && headers !== null ? { ...headers } : {};
}

function splitHeaders(plugin: ToolPlugin, given: Values): { plain: Values; credentials: Record<string, string> } {
  const credentials: Record<string, string> = {};
  if (!('headers' in plugin.config.shape) || Array.isArray(given['headers'])) return { plain: given, credentials };
  const rest: Values = {};
  for (const [name, value] of Object.entries(headersOf(given))) {
    // What is no text or too long stays, so that the plug-in's own schema refuses it by name.
    const usable = typeof value === 'string' && value.length <= longestHeader;
    if (usable && isCredentialHeader(name)) credentials[name] = value;
    else rest[name] = value;
  }
  return { plain: given['headers'] === undefined ? given : { ...given, headers: rest }, credentials };
}

function foldHeaders(values: Values): Values {
  const headers = Object.entries(values).filter(([name]) => isHeader(name));
  if (headers.length === 0) return values;
  const plain = Object.fromEntries(Object.entries(values).filter(([name]) => !isHeader(name)));
  const opened = headers.map(([name, value]) => [name.slice(prefix.length), value]);
  return { ...plain, headers: { ...headersOf(values), ...Object.fromEntries(opened) } };
}

function pick(stored: StoredConfig, wanted: (name: string) => boolean): StoredConfig {
  const keep = (record: Record<string, string>) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => wanted(name)));
  return { ...stored, sealedSecrets: keep(stored.sealedSecrets), secretHints: keep(stored.secretHints) };
}
