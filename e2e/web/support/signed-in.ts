import { type Seed, seedProduct } from './seed.ts';
import { administrator, expect, test as base } from './test.ts';

export { expect };

interface WorkerFixtures {
  seed: Seed;
  /** Cookies of {@link administrator}. */
  cookies: { cookies: Parameters<import('@playwright/test').BrowserContext['addCookies']>[0]; origins: [] };
}

/** An installation that is in use, with its administrator signed in. */
export const test = base.extend<object, WorkerFixtures>({
  installation: ['in use', { scope: 'worker', option: true }],
  seed: [
    async ({ product, orders, model }, use) => {
      await use(await seedProduct({ url: product.url, administrator, orders, model }));
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  cookies: [
    async ({ product, playwright }, use) => {
      const request = await playwright.request.newContext({
        baseURL: product.url,
        extraHTTPHeaders: { origin: product.url },
      });
      const answer = await request.post('/api/v1/auth/login', { data: administrator });
      expect(answer.ok()).toBe(true);
      const { cookies } = await request.storageState();
      await request.dispose();
      await use({ cookies, origins: [] });
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noUnusedFunctionParameters: asked for, so that every test finds the seed
  storageState: ({ cookies, seed: _seed }, use) => use(cookies),
});
