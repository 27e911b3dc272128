import type { Config } from '../platform/config/config.ts';
import { version } from './version.ts';

const modelHint = 'demo/local works at once; connect a real one under Admin → Models';

export interface BannerFacts {
  config: Config;
  roles: readonly string[];
  url: string | null;
  setupToken: string | null;
  admin: string | null;
}

/** What a person needs to know once the server is ready. */
export function bannerText({ config, roles, url, setupToken, admin }: BannerFacts): string {
  const address = url === null ? null : publicAddress(config, url);
  const lines: [string, string][] = [];
  if (address !== null) lines.push(['Open', address], ['API', `${address}/docs`]);
  lines.push([
    'Data',
    config.database.kind === 'pglite' ? config.dataDirectory : `PostgreSQL, files in ${config.dataDirectory}`,
  ]);
  if (address === null) lines.push(['Roles', roles.join(', ')]);
  else lines.push(['Sign in', signIn(address, setupToken, admin)], ['Models', modelHint]);
  const body = lines.map(([name, text]) => `  ${name.padEnd(8)} ${text}`).join('\n');
  return `\nAgentForge ${version} is ready\n\n${body}\n\n`;
}

function publicAddress(config: Config, url: string): string {
  // PORT=0 takes a free port, which only the listening address knows.
  return config.port === 0 ? url : config.baseUrl;
}

function signIn(address: string, setupToken: string | null, admin: string | null): string {
  if (setupToken !== null) return `create the first account at ${address}/setup#token=${setupToken}`;
  return admin === null ? 'with your account' : `as ${admin} or with your account`;
}
