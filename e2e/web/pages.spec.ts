import { addressOf, pageNames } from './support/addresses.ts';
import {
  expectAccessible,
  expectContrast,
  expectNoSidewaysScroll,
  expectSkipLink,
  settled,
} from './support/page-checks.ts';
import { expect, test } from './support/signed-in.ts';

test.use({ installation: 'pages' });

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const [size, viewport] of Object.entries(sizes)) {
  test.describe(`on a ${size}`, () => {
    test.use({ viewport, hasTouch: size === 'phone' });
    for (const name of pageNames()) {
      test(`${name} is whole, light and dark`, async ({ page, seed }) => {
        await page.goto(addressOf(name, seed));
        await settled(page);
        await expect(page).toHaveTitle(/^\S.* · AgentForge$/);
        await expectNoSidewaysScroll(page);
        await expectAccessible(page, 'light');
        if (size === 'desktop') await expectSkipLink(page);
        await page.emulateMedia({ colorScheme: 'dark' });
        await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
        await expect(page.locator('html[data-theme-change]')).toHaveCount(0);
        await expectContrast(page, 'dark');
      });
    }
  });
}

test.describe('in Arabic', () => {
  test.use({ locale: 'ar-EG', viewport: sizes.phone });
  for (const name of pageNames()) {
    test(`${name} runs from right to left`, async ({ page, seed }) => {
      await page.goto(addressOf(name, seed));
      await settled(page);
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
      await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
      await expectNoSidewaysScroll(page);
      await expectAccessible(page, 'Arabic');
    });
  }
});

test('a visitor meets the sign-in page', async ({ browser, product }) => {
  const context = await browser.newContext({ baseURL: product.url, storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto('/agents');
  await expect(page).toHaveURL(/\/login\?next=%2Fagents$/);
  await settled(page);
  await expectAccessible(page, 'sign-in');
  await context.close();
});

/** What opens over a page: where it is, and the button that opens it. */
const overlays: [address: string, button: string][] = [
  ['/knowledge', 'New knowledge base'],
  ['/tools', 'Add tool'],
  ['/models', 'Add a model provider'],
  ['/agents/:agentId?tab=triggers', 'New trigger'],
  ['/agents/:agentId?tab=triggers&trigger=:triggerId', 'Send test delivery'],
  ['/agents/:agentId?tab=triggers&trigger=:triggerId', 'Rotate secret'],
  ['/users', 'Add user'],
  ['/roles', 'New role'],
  ['/budgets', 'Add limit'],
  ['/runs', 'Stop all runs'],
  ['/runs/:runId', 'Replay from turn 1'],
  ['/knowledge/:knowledgeBaseId', 'Add web page'],
  ['/knowledge/:knowledgeBaseId', 'Paste text'],
  ['/knowledge/:knowledgeBaseId', 'Enter table'],
];
for (const [size, viewport] of Object.entries(sizes)) {
  for (const [name, button] of overlays) {
    test(`“${button}” of ${name} opens on a ${size} and closes by Escape`, async ({ page, seed }) => {
      await page.setViewportSize(viewport);
      await page.goto(addressOf(name, seed));
      await settled(page);
      const opener = page.getByRole('main').getByRole('button', { name: button }).first();
      await opener.click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectNoSidewaysScroll(page);
      await expectAccessible(page, button);
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await expect(opener).toBeFocused();
    });
  }
}
