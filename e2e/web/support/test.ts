import { type MockOpenAiServer, startMockOpenAi } from '@agentforge/plugin-kit/testing/mock-openai-server';
import { test as base, expect } from '@playwright/test';
import { type OrdersApi, startOrdersApi } from './orders-api.ts';
import { type Product, startProduct } from './product.ts';
import { expectClean, watchContext } from './watch.ts';

export { expect };

export const administrator = { email: 'admin@example.test', password: 'violet-harbour-tundra-42' };

interface WorkerFixtures {
  /** `new`: an installation nobody has opened yet; any other word: one with {@link administrator}, one per word. */
  installation: string;
  orders: OrdersApi;
  /** What {@link model} answers; empty: numbered tokens for ten seconds. */
  answer: string;
  /** A server that speaks OpenAI's protocol and takes its time; the product may reach it. */
  model: MockOpenAiServer;
  product: Product;
}

/** Tests against the built product. After each one: nothing was logged, nothing failed and nobody else was called. */
export const test = base.extend<object, WorkerFixtures>({
  installation: ['new', { option: true, scope: 'worker' }],
  orders: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of the fixtures from this pattern
    async ({}, use) => {
      const orders = await startOrdersApi();
      await use(orders);
      await orders.stop();
    },
    { scope: 'worker' },
  ],
  answer: ['', { option: true, scope: 'worker' }],
  model: [
    async ({ answer }, use) => {
      const model = await startMockOpenAi({ tokenDelayMs: 50, ...(answer === '' ? {} : { text: answer }) });
      await use(model);
      await model.close();
    },
    { scope: 'worker' },
  ],
  product: [
    async ({ installation, orders, model }, use) => {
      const known = { ADMIN_EMAIL: administrator.email, ADMIN_PASSWORD: administrator.password };
      const product = await startProduct({
        ...(installation === 'new' ? {} : known),
        EGRESS_ALLOW: `${orders.host},${new URL(model.url).host}`,
        RATE_LIMIT_PER_MINUTE: '1000000',
        // Nothing listens there: mail is written and waits, which its page shows.
        SMTP_URL: 'smtp://127.0.0.1:9',
      });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: ({ product }, use) => use(product.url),
  context: async ({ context, product }, use) => {
    const watch = watchContext(context, product.url);
    await use(context);
    expectClean(watch);
  },
});
