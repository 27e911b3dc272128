import { migrate } from '@agentforge/db/migrator';
import { migrations } from '../composition/migrations.ts';
import { openConfiguredDatabase } from '../composition/platform.ts';
import { loadConfiguration } from '../platform/config/load.ts';
import { createLogger } from '../platform/telemetry/logger.ts';
import { startFailure } from './failure.ts';

/** `agentforge migrate`: for a job that runs before new processes start. */
export async function migrateCommand(): Promise<number> {
  try {
    const { config } = await loadConfiguration();
    const database = await openConfiguredDatabase(config, createLogger(config));
    try {
      const report = await migrate(database, migrations);
      process.stdout.write(`Applied ${report.applied.length} migrations. The database is up to date.\n`);
      return 0;
    } finally {
      await database.close();
    }
  } catch (error) {
    process.stderr.write(`AgentForge could not migrate.\n${startFailure(error)}\n`);
    return 1;
  }
}
