import { expectAccessible, expectNoSidewaysScroll, settled } from './support/page-checks.ts';
import { expect, test } from './support/signed-in.ts';

test.use({ installation: 'trace' });

test('a run opens as a tree whose parts unfold, by keyboard', async ({ page, seed }) => {
  await page.goto(`/runs/${seed.runId}`);
  await settled(page);
  const model = page
    .getByRole('main')
    .getByRole('button', { name: /^Model/ })
    .first();
  await model.focus();
  await page.keyboard.press('Enter');
  await expect(model).toHaveAttribute('aria-expanded', 'true');
  await page
    .getByRole('button', { name: /^Prompt/ })
    .first()
    .click();
  await expect(page.getByText('System', { exact: true }).first()).toBeVisible();
  await expectAccessible(page, 'an unfolded part');
  await page.keyboard.press('Escape');
  await model.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-trace-line]:focus')).not.toHaveText((await model.textContent()) ?? '');
  await page.getByRole('button', { name: 'Hide its parts' }).first().click();
  await expect(page.getByRole('button', { name: 'Show its parts' })).toBeVisible();
});

test('a run is tried again with another goal, and compared', async ({ page, seed }) => {
  await page.goto(`/runs/${seed.runId}`);
  await settled(page);
  await page.getByRole('button', { name: 'Replay from turn 1' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replay with a change' });
  const goal = dialog.getByLabel('Goal of the agent');
  await expect(goal).not.toHaveValue('');
  await goal.fill('Answer in five words.');
  await dialog.getByRole('button', { name: 'Start replay' }).click();
  await expect(page).toHaveURL(/\/compare\/run_/);
  await settled(page);
  await expect(page.getByText('Still running')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'What was changed' })).toBeVisible();
  await expect(page.getByText('Answer in five words.').first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, 'a comparison');
  await page.getByRole('link', { name: 'First run' }).click();
  await expect(page.getByRole('heading', { name: 'Replays' })).toBeVisible();
});
