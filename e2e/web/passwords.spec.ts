import { addressOf } from './support/addresses.ts';
import { expectAccessible, settled } from './support/page-checks.ts';
import { expect, test } from './support/signed-in.ts';

test.use({ installation: 'passwords' });

const ownPassword = 'marble-otter-lantern-58';

test('an administrator resets a password, and its person chooses another', async ({ page, browser, product, seed }) => {
  await page.goto(addressOf('/users', seed));
  await settled(page);
  await page.getByRole('button', { name: 'Actions for Nadia Haddad' }).click();
  await page.getByRole('menuitem', { name: 'Reset password' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page, 'the question');
  await dialog.getByRole('button', { name: 'Reset password' }).click();
  await expect(dialog.getByText('Hand it over on a safe way.')).toBeVisible();
  await expectAccessible(page, 'the temporary password');
  const [handOver = ''] = await dialog.locator('pre').allTextContents();
  const temporary = handOver.trim().split('\n').at(-1) ?? '';
  expect(temporary).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  await dialog.getByRole('button', { name: 'Close' }).first().click();

  const context = await browser.newContext({ baseURL: product.url, storageState: { cookies: [], origins: [] } });
  const own = await context.newPage();
  const signIn = async (password: string) => {
    await own.goto('/login');
    await own.getByLabel('E-mail').fill('nadia@example.test');
    await own.getByLabel(/^Password/).fill(password);
    await own.getByRole('button', { name: 'Sign in' }).click();
  };
  await signIn(temporary);
  await expect(own.getByRole('heading', { name: 'Choose a new password' })).toBeVisible();
  await expectAccessible(own, 'choosing a password');
  await own.goto('/chat');
  await expect(own.getByRole('heading', { name: 'Choose a new password' })).toBeVisible();
  await own.getByLabel('Temporary password').fill(temporary);
  await own.getByLabel('New password').fill(temporary);
  await own.getByRole('button', { name: 'Save and go on' }).click();
  await expect(own.getByText('Is the present one')).toBeVisible();
  await own.getByLabel('New password').fill(ownPassword);
  await own.getByRole('button', { name: 'Save and go on' }).click();
  await expect(own.getByRole('heading', { name: 'Choose a new password' })).toHaveCount(0);

  await own.goto('/profile');
  await own.getByLabel('First name').fill('Nadja');
  await own.getByRole('button', { name: 'Save changes' }).click();
  await expect(own.getByText('Saved').first()).toBeVisible();
  await own.reload();
  await expect(own.getByLabel('First name')).toHaveValue('Nadja');
  await context.close();
});
