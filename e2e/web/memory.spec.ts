import { expectAccessible, settled } from './support/page-checks.ts';
import { expect, test } from './support/signed-in.ts';

test.use({ installation: 'memory' });

test('a chat says what was remembered, and the person takes it back', async ({ page, seed }) => {
  await page.goto(`/chat/${seed.slowAgentId}`);
  await settled(page);
  await page.getByRole('textbox', { name: /^Message/ }).fill('I live in Mosul.');
  await page.keyboard.press('Enter');
  const remembered = page.getByRole('list', { name: 'What the agent has remembered' });
  await expect(remembered).toContainText('Remembered: I live in Mosul.');
  await expectAccessible(page, 'remembered');
  await remembered.getByRole('button', { name: 'Undo remembering: I live in Mosul.' }).click();
  await expect(remembered).toHaveCount(0);
  await page.goto('/memory');
  await settled(page);
  await expect(page.getByText('I prefer short answers.')).toBeVisible();
  await expect(page.getByText('I live in Mosul.')).toHaveCount(0);
});

test('memories are corrected, paused and erased by keyboard', async ({ page, seed }) => {
  await page.goto(`/memory?agent=${seed.agentId}`);
  await settled(page);
  const list = page.getByRole('list', { name: 'Memory' });
  const correct = list.getByRole('button', { name: 'Correct: I work for the port authority.' });
  await correct.focus();
  await page.keyboard.press('Enter');
  const words = page.getByRole('dialog').getByLabel('What to remember');
  await expect(words).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('I work for the coast guard.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(list).toContainText('I work for the coast guard.');
  await expect(list).toContainText('Written by you');

  const remember = page.getByRole('switch', { name: 'Remember me' });
  await remember.focus();
  await page.keyboard.press('Space');
  await expect(remember).not.toBeChecked();
  await expect(page.getByRole('list', { name: 'Agents' })).toContainText('Paused');

  const erase = list.getByRole('button', { name: 'Erase: I work for the coast guard.' });
  await erase.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
  await dialog.getByRole('button', { name: 'Erase', exact: true }).press('Enter');
  await expect(list).not.toContainText('coast guard');

  await page.getByRole('button', { name: 'Erase everything' }).press('Enter');
  await dialog.getByRole('button', { name: 'Erase', exact: true }).press('Enter');
  await expect(page.getByText('Nothing remembered yet')).toBeVisible();
  await expectAccessible(page, 'nothing remembered');
});
