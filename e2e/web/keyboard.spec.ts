import type { Locator, Page } from '@playwright/test';
import { settled } from './support/page-checks.ts';
import { expect, test } from './support/signed-in.ts';

test.use({ installation: 'keyboard' });

/** Presses `key` until `target` has the focus, as a person would. */
async function moveTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${target} was not reached with ${key}.`);
}

test('an agent is drafted, shaped and published by keyboard alone', async ({ page }) => {
  await page.goto('/agents/new');
  await settled(page);
  const main = page.getByRole('main');
  const button = (name: string) => main.getByRole('button', { name, exact: true }).last();
  await moveTo(page, main.getByLabel('What should your agent do?'));
  await page.keyboard.type('Answer questions of colleagues about our refund policy.');
  await page.keyboard.press('Control+Enter');
  await moveTo(page, button('Create agent'));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/edit\?step=basics/);
  const step = async (name: string) => {
    await moveTo(page, button(name));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeFocused();
  };
  await moveTo(page, main.getByLabel('Name').first());
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Keyboard helper');
  await step('Tasks');
  const addTask = main.getByRole('button', { name: 'Add task' }).first();
  for (const task of ['First task', 'Second task']) {
    await moveTo(page, addTask);
    await page.keyboard.press('Enter');
    await page.keyboard.type(task);
  }
  const up = main.getByRole('button', { name: 'Move Second task up' });
  await moveTo(page, up, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(up, 'the focus goes along with what moved').toBeFocused();
  await step('Tools');
  await moveTo(page, main.getByRole('checkbox', { name: 'Look up order' }));
  await expect(main.getByRole('checkbox', { name: 'Look up order' })).toBeFocused();
  await step('Knowledge');
  const base = main.getByRole('checkbox', { name: 'Policies' });
  await moveTo(page, base);
  if (!(await base.isChecked())) await page.keyboard.press('Space');
  await expect(base).toBeChecked();
  await step('Guardrails');
  const uncertainty = main.getByRole('switch', { name: 'No speculation' });
  const before = await uncertainty.isChecked();
  await moveTo(page, uncertainty);
  await page.keyboard.press('Space');
  await expect(uncertainty).toBeChecked({ checked: !before });
  await step('Preview');
  await step('Test & publish');
  await moveTo(page, main.getByLabel('What is new?'));
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Tab');
  await expect(main.getByRole('button', { name: 'Publish', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(main).toContainText('Version 1 is live');
});

test('a conversation is held by keyboard alone', async ({ page, seed }) => {
  await page.goto(`/chat/${seed.agentId}`);
  const message = page.getByRole('textbox', { name: 'Message' });
  await expect(message, 'the composer is where one begins').toBeFocused();
  await page.keyboard.type('Within how many days can customers return a product');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('for a refund?');
  await page.keyboard.press('Enter');
  const answer = page.getByRole('article', { name: 'Support' }).last();
  await expect(answer).toContainText('45 days');
  await expect(answer).toHaveAttribute('aria-busy', 'false');
  const source = answer.getByRole('button', { name: /^Source 1: / }).first();
  await moveTo(page, source, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').locator('mark')).toContainText('45 days');
  await page.keyboard.press('Escape');
  await expect(source, 'closing gives the focus back').toBeFocused();
  const call = answer.getByRole('button', { name: /Done/ }).first();
  await moveTo(page, call, 'Shift+Tab');
  await page.keyboard.press('Space');
  await expect(call).toHaveAttribute('aria-expanded', 'true');
  await moveTo(page, message);
  await page.keyboard.type('And what is not refunded?');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article', { name: 'Support' })).toHaveCount(2);
});

test('a long answer is stopped by keyboard', async ({ page, seed }) => {
  await page.goto(`/chat/${seed.slowAgentId}`);
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused();
  await page.keyboard.type('Tell me a long story');
  await page.keyboard.press('Enter');
  const answer = page.getByRole('article', { name: 'Narrator' }).last();
  await expect(answer).toContainText('token10 ');
  await moveTo(page, page.getByRole('button', { name: 'Stop' }));
  await page.keyboard.press('Enter');
  await expect(answer).toContainText('Stopped');
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeEnabled();
});

test('pages and actions are found with the command palette', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  await page.keyboard.press('Control+K');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await expect(palette).toBeVisible();
  await page.keyboard.type('Audit');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Audit log' })).toBeVisible();
  await expect(palette).toHaveCount(0);
});
