import { defineConfig } from '@playwright/test';

const switches = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic'];

/** One browser against the built product. Each spec file has its own server, so that every file can run alone. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../.cache/test/browser',
  globalSetup: './support/build.ts',
  workers: 1,
  fullyParallel: false,
  retries: process.env.CI ? 2 : 0,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.AGENTFORGE_CHROMIUM ?? '/usr/bin/chromium',
      args: [...switches, '--no-first-run', '--disable-component-update', '--disable-sync'],
    },
  },
});
