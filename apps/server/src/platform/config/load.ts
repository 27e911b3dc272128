import { existsSync } from 'node:fs';
import { type Config, createConfig } from './config.ts';
import { readEnvironment } from './environment.ts';
import { loadSecrets, type Secrets } from './secrets.ts';

/** Reads `.env` and the environment. The only place that touches `process.env`. Throws {@link ConfigurationError}. */
export async function loadConfiguration(): Promise<{ config: Config; secrets: Secrets; variables: NodeJS.ProcessEnv }> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const environment = readEnvironment(process.env);
  const config = createConfig(environment);
  const secrets = await loadSecrets(environment, config);
  return { config, secrets, variables: process.env };
}
