import { globSync, readFileSync } from 'node:fs';
import { inCheckout } from './paths.ts';
import type { Seed } from './seed.ts';

/** Every `path` of every feature's route file. */
export function declaredPaths(): string[] {
  const files = globSync('apps/web/src/features/*/routes.ts', { cwd: inCheckout('.') });
  const paths = files.flatMap((file) => [...readFileSync(inCheckout(file), 'utf8').matchAll(/path: '([^']+)'/g)]);
  return paths.map((match) => match[1] ?? '').toSorted();
}

/** Pages of people who are not signed in; the story visits them. */
const outside = ['/setup', '/login'];

const agentSteps = ['goal', 'basics', 'tasks', 'tools', 'knowledge', 'guardrails', 'preview', 'publish'];

/** What stands behind a path besides the page itself: tabs and steps that live in the address. */
const parts: Record<string, readonly string[]> = {
  '/agents/:agentId': ['', '?tab=versions', '?tab=triggers', '?tab=triggers&trigger=:triggerId', '?tab=settings'],
  '/agents/:agentId/edit': agentSteps.map((step) => `?step=${step}`),
  '/knowledge/:knowledgeBaseId': ['', '?tab=search', '?tab=ask', '?tab=settings'],
  '/approvals': ['', '?tab=decided', '?tab=standIns'],
  '/models': ['', '?tab=routes', '?tab=models'],
  '/profile': ['', '?tab=security', '?tab=limits', '?tab=keys', '?tab=notifications'],
};

/** Names of all pages there are, such as `/agents/:agentId?tab=versions`. */
export function pageNames(): string[] {
  const paths = declaredPaths().filter((path) => !outside.includes(path));
  return [...paths.flatMap((path) => (parts[path] ?? ['']).map((part) => path + part)), '/no-such-page'];
}

/** The address of a page with what was seeded in place of its parameters. */
export function addressOf(name: string, seed: Seed): string {
  const values: Record<string, string> = { ...seed };
  return name.replace(/:(\w+)\??(?=[/?]|$)/g, (_, parameter: string) => {
    const value = values[parameter];
    if (value === undefined)
      throw new Error(`${name}: nothing is seeded for :${parameter}. Add it to support/seed.ts.`);
    return value;
  });
}
