import { Webhook } from 'standardwebhooks';
import { addressOf } from './support/addresses.ts';
import { expectAccessible, settled } from './support/page-checks.ts';
import { expect, test } from './support/signed-in.ts';

test.use({ installation: 'triggers' });

test('a trigger is made, an event starts a run, and a forged one is shown as refused', async ({
  page,
  seed,
  request,
}) => {
  await page.goto(addressOf('/agents/:agentId?tab=triggers', seed));
  await settled(page);
  await page.getByRole('button', { name: 'New trigger' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Returns');
  await dialog.getByLabel('Message').fill('Hello {{customer.name');
  await dialog.getByRole('button', { name: 'Create trigger' }).click();
  await expect(dialog.getByText('Has {{ without }}')).toBeVisible();
  await dialog.getByLabel('Message').fill('Hello {{customer.name}}');
  await expect(dialog.getByText('Hello ⟦sample name⟧')).toBeVisible();
  await dialog.getByRole('button', { name: 'Create trigger' }).click();
  await expect(dialog.getByText('Copy the secret now')).toBeVisible();
  await expectAccessible(page, 'the secret');
  const [secret = '', url = ''] = await dialog.locator('pre').allTextContents();
  expect(secret).toMatch(/^whsec_/);
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('link', { name: 'Returns' }).click();
  await expect(page.getByText('Nothing arrived yet').first()).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(secret.slice(6, 30));

  const send = (key: string) => {
    const body = '{"customer":{"name":"Lina"}}';
    const now = new Date();
    const headers = {
      'content-type': 'application/json',
      'webhook-id': 'evt_1',
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(key).sign('evt_1', now, body),
    };
    return request.post(new URL(url).pathname, { headers, data: body });
  };
  expect((await send(`whsec_${Buffer.alloc(32).toString('base64')}`)).status()).toBe(401);
  expect((await send(secret)).status()).toBe(202);
  expect((await send(secret)).status()).toBe(202);
  const rows = page.getByRole('table', { name: 'Deliveries' }).getByRole('row');
  await expect(rows.filter({ hasText: 'Accepted' })).toContainText('2 times', { timeout: 15_000 });
  await expect(rows.filter({ hasText: 'Refused' })).toContainText('The signature did not fit');
  await page.getByRole('link', { name: 'Open the run of event evt_1' }).click();
  await expect(page).toHaveURL(/\/runs\/run_/);
});

test('its secret is rotated, it is tested, switched off and deleted', async ({ page, seed }) => {
  await page.goto(addressOf('/agents/:agentId?tab=triggers&trigger=:triggerId', seed));
  await settled(page);
  const main = page.getByRole('main');
  const dialog = page.getByRole('dialog');
  await main.getByRole('button', { name: 'Rotate secret' }).click();
  await dialog.getByRole('button', { name: 'Make a new secret' }).click();
  await expect(dialog.getByText('Copy the secret now')).toBeVisible();
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  await expect(main.getByText(/previous secret is accepted until/)).toBeVisible();

  await main.getByRole('button', { name: 'Send test delivery' }).click();
  await dialog.getByLabel('Event (JSON)').fill('{"order": ');
  await expect(dialog.getByText('This is not JSON.')).toBeVisible();
  await dialog.getByLabel('Event (JSON)').fill('{"order": {"id": "A-7"}}');
  await expect(dialog.getByText('What is the status of order ⟦A-7⟧?')).toBeVisible();
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(dialog.getByRole('link', { name: 'Open run' })).toBeVisible();
  await page.keyboard.press('Escape');

  await main.getByRole('switch', { name: 'Accept deliveries' }).click();
  await expect(main.getByText('Off', { exact: true })).toBeVisible();
  await main.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').or(dialog).getByRole('button', { name: 'Delete trigger' }).click();
  await expect(page).toHaveURL(/tab=triggers$/);
  await expect(main.getByRole('link', { name: 'Shop orders' })).toHaveCount(0);
});
