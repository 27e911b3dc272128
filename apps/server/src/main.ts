import { migrateCommand } from './roles/migrate.ts';
import { serveCommand } from './roles/serve.ts';

const usage = `AgentForge
  agentforge serve [--roles web,worker,scheduler]   serve (default: all roles in one process)
  agentforge migrate                                 bring the database up to date, then end
`;

const [command = 'serve', ...args] = process.argv.slice(2);
const commands: Record<string, (args: string[]) => Promise<number>> = { serve: serveCommand, migrate: migrateCommand };
const run = commands[command];
if (run) {
  process.exitCode = await run(args);
  // Whatever still holds the process is a leak; its work has ended.
  setTimeout(() => process.exit(), 2000).unref();
} else {
  process.stderr.write(usage);
  process.exitCode = 2;
}
