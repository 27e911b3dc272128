import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/**
 * `unit` runs on Node against real services when `npm run services` has started them; `web` runs components in a DOM.
 * Processes instead of threads: native packages and the embedded database do not share a process well.
 */
export default defineConfig({
  cacheDir: '.cache/vite',
  test: {
    // Shared machines stall: time is no verdict here, and CI tries a failed test again before it calls it broken.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    retry: process.env['CI'] ? 2 : 0,
    teardownTimeout: 15_000,
    pool: 'forks',
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      reportsDirectory: 'coverage',
      include: ['packages/*/src/**', 'plugins/**', 'apps/*/src/**'],
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          globalSetup: ['tooling/test/global-setup.ts'],
          include: [
            'packages/*/src/**/*.test.ts',
            'plugins/**/*.test.ts',
            'apps/{server,cli}/**/*.test.ts',
            'e2e/api/**/*.test.ts',
            'tooling/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/dist/**', 'packages/ui/**', 'tooling/templates/**'],
        },
      },
      ...(existsSync('apps/web/src') || existsSync('packages/ui/src') ? [web()] : []),
    ],
  },
});

function web() {
  return {
    extends: true as const,
    oxc: { jsx: { runtime: 'automatic' as const } },
    test: {
      name: 'web',
      environment: 'jsdom',
      include: ['apps/web/src/**/*.test.{ts,tsx}', 'packages/ui/src/**/*.test.{ts,tsx}'],
    },
  };
}
