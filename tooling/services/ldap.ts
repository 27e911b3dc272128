import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { captureOrThrow } from '../lib/processes.ts';
import { requireProgram } from './packages.ts';
import type { Service } from './service.ts';
import { endProcess, livingProcess, untilAnswers } from './state.ts';

function configuration(folder: string, password: string): string {
  return [
    'include /etc/ldap/schema/core.schema',
    'include /etc/ldap/schema/cosine.schema',
    'include /etc/ldap/schema/inetorgperson.schema',
    'modulepath /usr/lib/ldap',
    'moduleload back_mdb',
    `pidfile ${join(folder, 'server.pid')}`,
    'database mdb',
    'suffix "dc=agentforge,dc=test"',
    'rootdn "cn=admin,dc=agentforge,dc=test"',
    `rootpw ${password}`,
    `directory ${join(folder, 'data')}`,
  ].join('\n');
}

/** OpenLDAP with an empty tree; the address carries the administrator, so tests add their own people. */
export const ldap: Service = {
  name: 'ldap',
  user: 'root',
  variable: 'AGENTFORGE_TEST_LDAP_URL',
  isRunning: ({ folder }) => livingProcess(join(folder, 'server.pid')) !== undefined,
  async start({ folder, port, password }) {
    const program = await requireProgram('slapd', ['slapd'], '/usr/sbin/slapd');
    mkdirSync(join(folder, 'data'), { recursive: true });
    const file = join(folder, 'slapd.conf');
    writeFileSync(file, configuration(folder, password), { mode: 0o600 });
    await captureOrThrow(program, ['-f', file, '-h', `ldap://127.0.0.1:${port}`]);
    await untilAnswers('OpenLDAP', port, 15, file);
  },
  stop: ({ folder }) => endProcess(join(folder, 'server.pid')),
  url: ({ port, password }) =>
    `ldap://cn=admin%2Cdc=agentforge%2Cdc=test:${password}@127.0.0.1:${port}/dc=agentforge%2Cdc=test`,
};
