import { expectAccessible, settled } from './support/page-checks.ts';
import { expect, test } from './support/signed-in.ts';

test.use({ installation: 'limits' });

test('a limit is set, told to whoever meets it, changed and removed', async ({ page, seed }) => {
  await page.goto('/budgets');
  await settled(page);
  await page.getByRole('main').getByRole('button', { name: 'Add limit' }).first().click();
  const form = page.getByRole('dialog', { name: 'New limit' });
  await form.getByRole('button', { name: 'Add limit' }).click();
  await expect(form.getByText('Limit at least one of these.')).toBeVisible();
  await form.getByLabel('Answers', { exact: true }).fill('1.5');
  await form.getByRole('button', { name: 'Add limit' }).click();
  await expect(form.getByText('A whole number')).toBeVisible();
  await expectAccessible(page, 'light');
  await form.getByLabel('Answers', { exact: true }).fill('1');
  await form.getByRole('button', { name: 'Add limit' }).click();
  await expect(form).toBeHidden();
  const card = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Each person' }).first();
  await expect(card).toContainText('1 answers');

  await page.goto(`/chat/${seed.agentId}`);
  const message = page.getByRole('textbox', { name: 'Message' });
  for (const text of ['Hello', 'Hello again']) {
    await message.fill(text);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('article').last()).toHaveAttribute('aria-busy', 'false');
  }
  await expect(page.getByRole('article').last()).toContainText('the limit of your account (1 answers a day)');
  await expect(page.getByRole('status').filter({ hasText: 'Your limit is used up' })).toBeVisible();
  await expectAccessible(page, 'light');
  await page.goto('/profile?tab=limits');
  await expect(page.getByRole('main')).toContainText('1 of 1');

  await page.goto('/budgets');
  await expect(page.getByRole('heading', { name: 'Near their limit' })).toBeVisible();
  await page.getByRole('button', { name: 'Change the limit: Each person' }).click();
  const change = page.getByRole('dialog', { name: 'Change limit' });
  await change.getByLabel('Answers', { exact: true }).fill('500');
  await change.getByRole('button', { name: 'Save changes' }).click();
  await expect(change).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Near their limit' })).toBeHidden();
  await page.getByRole('button', { name: 'Remove the limit: Each person' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove limit' }).click();
  await expect(page.getByText('Nothing is limited yet')).toBeVisible();
});

test('everything is stopped and paused with a reason, and resumed', async ({ page, seed }) => {
  await page.goto(`/chat/${seed.slowAgentId}`);
  await page.getByRole('textbox', { name: 'Message' }).fill('Tell me everything');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article').last()).toHaveAttribute('aria-busy', 'true');
  await page.goto('/runs');
  await page.getByRole('main').getByRole('button', { name: 'Stop all runs' }).click();
  const dialog = page.getByRole('dialog', { name: 'Stop all runs?' });
  await dialog.getByRole('switch', { name: 'Pause new runs as well' }).click();
  await dialog.getByLabel('Reason').fill('Prices are wrong.');
  await expectAccessible(page, 'light');
  await dialog.getByRole('button', { name: 'Stop and pause' }).click();
  await expect(dialog).toBeHidden();
  const banner = page.getByRole('status').filter({ hasText: 'All agents are paused' });
  await expect(banner).toContainText('Prices are wrong.');
  await expect(page.getByRole('row').filter({ hasText: 'Cancelled' }).first()).toBeVisible();
  await expectAccessible(page, 'light');
  await page.goto(`/chat/${seed.agentId}`);
  const message = page.getByRole('textbox', { name: 'Message' });
  await expect(message).toBeDisabled();
  await expect(page.getByText('All agents are paused. Prices are wrong.')).toBeVisible();
  await banner.getByRole('button', { name: 'Resume agents' }).click();
  await expect(banner).toBeHidden();
  await expect(message).toBeEnabled();
});
