import type { APIRequestContext } from '@playwright/test';
import { type Seed, seedProduct } from './seed.ts';
import { administrator, test as base, expect } from './test.ts';

export { expect };

interface WorkerFixtures {
  seed: Seed;
  /** Cookies of {@link administrator}. */
  signedIn: Awaited<ReturnType<APIRequestContext['storageState']>>;
}

/** An installation that is in use, with its administrator signed in. */
export const test = base.extend<object, WorkerFixtures>({
  seed: [
    async ({ product, orders, model }, use) => {
      await use(await seedProduct({ url: product.url, administrator, orders, model }));
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  signedIn: [
    async ({ product, playwright }, use) => {
      const request = await playwright.request.newContext({
        baseURL: product.url,
        extraHTTPHeaders: { origin: product.url },
      });
      const answer = await request.post('/api/v1/auth/login', { data: administrator });
      expect(answer.ok()).toBe(true);
      const state = await request.storageState();
      await request.dispose();
      await use(state);
    },
    { scope: 'worker' },
  ],
  // The seed is asked for, so that every test finds it.
  storageState: ({ signedIn, seed: _seed }, use) => use(signedIn),
});
