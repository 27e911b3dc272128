import { randomBytes } from 'node:crypto';
import type { Client } from '@agentforge/client/client';
import type { BreakName } from '../breaks/breaks.ts';
import { freePort, ServerProcess, temporaryFolder } from '../server-process.ts';
import { type ChaosModel, type ChaosModelOptions, startChaosModel } from '../support/chaos-model.ts';
import { type EffectSink, startEffectSink } from '../support/effect-sink.ts';
import { createOwnDatabase } from '../support/own-database.ts';
import { connectModel } from '../support/seed.ts';

export interface TwoServers {
  first: ServerProcess;
  second: ServerProcess;
  model: ChaosModel;
  sink: EffectSink;
  /** Of the first; tokens hold on both. */
  client: Client;
  /** A client of the other process for the same person. */
  elsewhere: Client;
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export interface TwoServersOptions extends ChaosModelOptions {
  databaseUrl: string;
  broken: BreakName | null;
  environment?: Record<string, string>;
  answerAfterMs?: () => number;
}

/** Two processes of one installation on a PostgreSQL database of their own, with a model and a world to act on. */
export async function startTwoServers(options: TwoServersOptions): Promise<TwoServers> {
  const [model, sink] = await Promise.all([
    startChaosModel(options),
    startEffectSink(options.answerAfterMs ?? (() => 0)),
  ]);
  const database = await createOwnDatabase(options.databaseUrl);
  const folder = await temporaryFolder();
  const environment = {
    DATABASE_URL: database.url,
    DATABASE_POOL_SIZE: '8',
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    JWT_SECRET: randomBytes(48).toString('base64url'),
    EGRESS_ALLOW: [model.url, sink.url].map((url) => new URL(url).host).join(','),
    ...options.environment,
  };
  const settings = { dataDirectory: folder.path, environment, broken: options.broken };
  const first = new ServerProcess({ ...settings, port: await freePort() });
  const second = new ServerProcess({ ...settings, port: await freePort() });
  const close = async () => {
    await Promise.all([first.kill(), second.kill()]);
    await Promise.all([model.close(), sink.close(), folder.remove()]);
    await database.drop();
  };
  try {
    await first.start();
    await second.start();
    const client = await first.signIn();
    await connectModel(client, model.url);
    return { first, second, model, sink, client, elsewhere: await second.signIn(), query: database.query, close };
  } catch (error) {
    await close();
    throw error;
  }
}
