import { expect, it } from 'vitest';
import { referencePages, staleFindings } from './reference.ts';

it('writes pages that name what there is', () => {
  const pages = referencePages();
  expect(pages['docs/reference/configuration.md']).toMatch(/\| `PORT` +\| number from 0 to 65535 +\| `8000` +\|/);
  expect(pages['docs/reference/configuration.md']).toContain('`OTEL_EXPORTER_OTLP_ENDPOINT`');
  expect(pages['docs/reference/errors.md']).toMatch(/\| 429 +\| `rate_limited` +\|/);
  expect(pages['docs/reference/permissions.md']).toMatch(/\| `agents:read` +\| yes +\| yes +\| yes +\| yes +\|/);
  expect(pages['docs/reference/http-api.md']).toContain('`POST /api/v1/roles`');
});

it('finds pages that are stale or missing', () => {
  const pages = { 'a.md': 'new', 'b.md': 'same', 'c.md': 'missing' };
  const there: Record<string, string> = { 'a.md': 'old', 'b.md': 'same' };
  expect(staleFindings(pages, (path) => there[path] ?? null).map(({ file }) => file)).toEqual(['a.md', 'c.md']);
});
