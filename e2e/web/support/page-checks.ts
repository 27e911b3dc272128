import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The page has drawn what it asked for. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.animate-shimmer')).toHaveCount(0);
}

async function expectNoFindings(axe: AxeBuilder, what: string): Promise<void> {
  const { violations } = await axe.analyze();
  const findings = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`).join('\n  ')}`,
  );
  expect.soft(findings, what).toEqual([]);
}

/** No finding of axe on the levels A and AA. */
export function expectAccessible(page: Page, what: string): Promise<void> {
  return expectNoFindings(new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']), what);
}

/** For the other theme of a page already looked at: only the colours differ. */
export function expectContrast(page: Page, what: string): Promise<void> {
  return expectNoFindings(new AxeBuilder({ page }).withRules(['color-contrast']), what);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect.soft(width, 'width of the page').toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
}

/** The first Tab offers to skip the navigation; the next one after that is visibly at work in the page. */
export async function expectSkipLink(page: Page): Promise<void> {
  // Taking the focus away is not enough: Tab would go on from where it was.
  await page.evaluate('document.body.tabIndex = -1, document.body.focus(), document.body.removeAttribute("tabindex")');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  const inMain = page.getByRole('main').locator(':focus');
  await expect(inMain).toHaveCount(1);
  await expect(inMain).not.toHaveCSS('outline-style', 'none');
}
