import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Child, startChild } from './child.ts';
import type { DatabaseKind } from './options.ts';

/** The model calls this function in the modes with a tool. */
export const toolName = 'get_weather';

export interface Models {
  /** Base URL with `/v1` of the model that answers at once. */
  answering: string;
  /** … of the model that calls the tool first. */
  calling: string;
  /** The API behind the tool. */
  api: string;
  child: Child;
}

export async function startModels(core: number): Promise<Models> {
  const child = await startChild({
    args: [fileURLToPath(new URL('../models.ts', import.meta.url))],
    readyWhen: /^\{/,
    core,
  });
  const { answering, calling, api } = JSON.parse(child.readyLine);
  return { answering: String(answering), calling: String(calling), api: String(api), child };
}

/** Where one subject keeps its data: a folder, and with PostgreSQL a database, of its own. */
export interface Place {
  kind: DatabaseKind;
  folder: string;
  /** Null: embedded in `folder`. */
  databaseUrl: string | null;
  remove(): Promise<void>;
}

/** Makes a place. `serverUrl` is a PostgreSQL superuser's address. */
export async function makePlace(kind: DatabaseKind, serverUrl: string): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'agentforge-bench-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  if (kind === 'pglite') return { kind, folder, databaseUrl: null, remove: async () => removeFolder() };
  const name = `agentforge_bench_${randomBytes(6).toString('hex')}`;
  await administer(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    kind,
    folder,
    databaseUrl: url.href,
    remove: async () => {
      removeFolder();
      await administer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function administer(connectionString: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
