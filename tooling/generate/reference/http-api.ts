import { allEndpoints } from '@agentforge/contracts/registry';
import type { Endpoint } from '@agentforge/contracts/shared/endpoint';
import { code, page, table } from './markdown.ts';

const areaOf = ({ id }: Endpoint): string => id.split('.')[0] ?? 'other';

function accessOf({ access }: Endpoint): string {
  if (typeof access === 'object') return `public: ${access.public}`;
  if (access === 'signed-in') return 'anyone signed in';
  return access === 'operator' ? 'platform operator' : code(access);
}

function row(endpoint: Endpoint): string[] {
  const aliases = (endpoint.aliases ?? []).map((path) => `, also ${code(path)}`).join('');
  return [`${code(`${endpoint.method} ${endpoint.path}`)}${aliases}`, accessOf(endpoint), endpoint.summary];
}

/** Every operation by area. */
export function httpApiPage(): string {
  const areas = [...new Set(allEndpoints.map(areaOf))].sort();
  const sections = areas.flatMap((area) => [
    `## ${area}`,
    table(['Operation', 'Needs', 'Does'], allEndpoints.filter((endpoint) => areaOf(endpoint) === area).map(row)),
  ]);
  const lead =
    'Bodies and answers are described by `/openapi.json` and shown at `/docs` of every server; this page is the list of operations.';
  return page('HTTP API', 'packages/contracts/src/registry.ts', lead, sections);
}
