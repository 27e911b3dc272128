import { join } from 'node:path';
import { openPglite } from '@agentforge/db/pglite-database';
import pg from 'pg';

/** The least a chat can keep: one row per message, each committed before the next step. */
export interface Store {
  insert(role: string, content: string): Promise<void>;
}

const table =
  'create table if not exists messages (id bigserial primary key, role text not null, content text not null, at timestamptz default now())';
const statement = 'insert into messages (role, content) values ($1, $2)';

/** Opens the database the bench named in BENCH_DATABASE_URL, else an embedded one in BENCH_FOLDER. */
export async function openStore(): Promise<Store> {
  const url = process.env['BENCH_DATABASE_URL'] ?? '';
  if (url !== '') {
    const pool = new pg.Pool({ connectionString: url, max: 16 });
    await pool.query(table);
    return {
      insert: async (role, content) => {
        await pool.query({ name: 'insert', text: statement, values: [role, content] });
      },
    };
  }
  const database = await openPglite({ directory: join(process.env['BENCH_FOLDER'] ?? '', 'database') });
  await database.withConnection((connection) => connection.exec(table));
  return {
    insert: (role, content) =>
      database.withConnection(async (connection) => {
        await connection.query(statement, [role, content]);
      }),
  };
}

/** The settings a floor server is started with. */
export function floorSettings() {
  return {
    answering: process.env['BENCH_ANSWERING'] ?? '',
    calling: process.env['BENCH_CALLING'] ?? '',
    api: process.env['BENCH_API'] ?? '',
  };
}

export interface FloorMessage {
  message: string;
  stream: boolean;
  tool: boolean;
}
