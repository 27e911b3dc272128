import type { Page } from '@playwright/test';
import { ordersKey } from './support/orders-api.ts';
import { policiesPdf, refundSentence } from './support/policies-pdf.ts';
import { administrator, expect, test } from './support/test.ts';
import { expectClean, watchContext } from './support/watch.ts';

test.describe.configure({ mode: 'serial' });

const colleague = { email: 'nadia@example.test', password: 'copper-meadow-lantern-73' };

/** One newcomer, one browser, one sitting: the page goes on from test to test. */
let page: Page;
let watch: ReturnType<typeof watchContext>;

test.beforeAll(async ({ browser, product }) => {
  page = await browser.newPage({ baseURL: product.url });
  watch = watchContext(page.context(), product.url);
});
test.afterEach(() => expectClean(watch));
test.afterAll(() => page.close());

const main = () => page.getByRole('main');
const drawer = () => page.getByRole('dialog');
const navigation = () => page.getByRole('navigation', { name: 'Main navigation' });
const openFromNavigation = (name: string) => navigation().getByRole('link', { name, exact: true }).click();
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });

test('the printed link creates the organization', async ({ product }) => {
  expect(product.setupLink).not.toBeNull();
  await page.goto(product.setupLink ?? '');
  await expect(heading('Set up AgentForge')).toBeVisible();
  expect(page.url(), 'the token leaves the address at once').not.toContain('token=');
  await page.getByLabel('Organization').fill('Northwind');
  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('E-mail').fill(administrator.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(administrator.password);
  await page.getByRole('button', { name: 'Create and sign in' }).click();
  await expect(heading(/Good (morning|afternoon|evening), Ada/)).toBeVisible();
  await expect(main()).toContainText('You are using the demo model');
});

test('a knowledge base reads a PDF and finds its words', async () => {
  await openFromNavigation('Knowledge');
  await page.getByRole('button', { name: 'New knowledge base' }).first().click();
  await drawer().getByLabel('Name').fill('Policies');
  await drawer().getByLabel('Description').fill('Refund and travel policies of the company');
  await drawer().getByRole('button', { name: 'Create knowledge base' }).click();
  await expect(heading('Policies')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(policiesPdf);
  const row = page.getByRole('row', { name: /policies/ });
  await expect(row).toContainText('Ready');
  await page.getByRole('tab', { name: 'Search' }).click();
  await page.getByLabel('Query').fill('return a product for a refund');
  await main().getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Passages found' })).toContainText(refundSentence);
});

test('an API becomes a tool and is tried', async ({ orders }) => {
  await openFromNavigation('Tools');
  await page.getByRole('button', { name: 'Add tool' }).first().click();
  await drawer().getByRole('button', { name: 'API', exact: true }).click();
  await drawer().getByLabel(/^Name/).first().fill('Look up order');
  await drawer().getByLabel('When to use it').fill('Status of an order by its number');
  await drawer()
    .getByLabel(/^Base URL/)
    .fill(orders.url);
  await drawer().getByLabel(/^Path/).fill('/orders/{order_id}');
  await drawer()
    .getByLabel(/^Authentication/)
    .click();
  await page.getByRole('option', { name: /bearer/i }).click();
  await drawer()
    .getByLabel(/^Key or credentials/)
    .fill(ordersKey);
  await drawer().getByRole('button', { name: 'Try it before you save' }).click();
  await drawer()
    .getByLabel(/^order_id/)
    .fill('A-17');
  await drawer().getByRole('button', { name: 'Run test' }).click();
  await expect(drawer()).toContainText('It works');
  await expect(drawer()).toContainText('shipped');
  expect(orders.asked).toEqual(['A-17']);
  await drawer().getByRole('button', { name: 'Add tool' }).click();
  await expect(page.locator('[data-sonner-toaster]'), 'the styles of notices arrive').toHaveCSS('position', 'fixed');
  await expect(drawer().getByRole('heading', { name: 'Look up order' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: /Look up order/ })).toBeVisible();
});

test('a goal becomes an agent', async () => {
  await openFromNavigation('Agents');
  await page
    .getByLabel('What should your agent do?')
    .fill('Help customers with refunds and look up the status of an order.');
  await page.getByRole('button', { name: 'Draft it for me' }).click();
  const create = page.getByRole('button', { name: 'Create agent' });
  await expect(create).toBeVisible();
  await main().getByLabel('Name').first().fill('Support');
  await create.click();
  await expect(heading('Support')).toBeVisible();
});

test('the studio leads through its steps', async () => {
  const next = (name: string) => main().getByRole('button', { name, exact: true }).last().click();
  const step = (name: string) => expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeFocused();
  await main().getByLabel('Description').first().fill('Answers about refunds and orders.');
  await next('Tasks');
  await step('Tasks');
  await page.getByRole('button', { name: 'Add task' }).first().click();
  await page.keyboard.type('Say goodbye');
  await next('Tools');
  await step('Tools');
  await main().getByRole('checkbox', { name: 'Look up order' }).check();
  await next('Knowledge');
  await step('Knowledge');
  await main().getByRole('checkbox', { name: 'Policies' }).check();
  await next('Guardrails');
  await step('Guardrails');
  await expect(main().getByRole('switch', { name: 'Name sources' })).toBeChecked();
  await next('Preview');
  await step('Preview');
  await expect(main()).toContainText('Answers about refunds and orders.');
  await expect(main()).toContainText('Say goodbye');
  await expect(main()).toContainText('Look up order');
  await expect(main()).toContainText('Policies');
});

test('the draft is tried and published', async () => {
  await main().getByRole('button', { name: 'Test & publish' }).first().click();
  await main().getByRole('textbox', { name: 'Message' }).fill('Hello');
  await page.keyboard.press('Enter');
  await expect(main().getByRole('article', { name: 'Support' })).toHaveAttribute('aria-busy', 'false');
  await main().getByLabel('What is new?').fill('First version');
  await main().getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(main()).toContainText('Version 1 is live');
});

const answer = () => page.getByRole('log', { name: 'Messages' }).getByRole('article', { name: 'Support' }).last();
const message = () => page.getByRole('textbox', { name: 'Message' });
async function ask(text: string): Promise<void> {
  await message().fill(text);
  await page.keyboard.press('Enter');
}
const finished = () => expect(answer()).toHaveAttribute('aria-busy', 'false');

test('an answer names the words of the document', async () => {
  await openFromNavigation('Chat');
  await page.getByRole('link', { name: 'Chat with Support' }).click();
  await ask('Within how many days can customers return a product for a refund?');
  await finished();
  await expect(answer()).toContainText('45 days');
  await answer()
    .getByRole('button', { name: /^Source 1: / })
    .first()
    .click();
  await expect(drawer()).toContainText('Supported');
  await expect(drawer()).toContainText('Page 2');
  await expect(drawer().locator('mark')).toContainText('45 days');
  await page.keyboard.press('Escape');
  await expect(drawer()).toHaveCount(0);
});

test('an answer shows the call of the API', async ({ orders }) => {
  await ask('What is the status of order A-1042?');
  await finished();
  await expect(answer()).toContainText('shipped');
  const call = answer().getByRole('button', { name: /Done/ }).first();
  await call.click();
  await expect(call).toHaveAttribute('aria-expanded', 'true');
  await expect(answer()).toContainText('A-1042');
  await expect(answer()).toContainText('Aramex');
  expect(orders.asked).toContain('A-1042');
  await expect(page.getByText(ordersKey)).toHaveCount(0);
});

test('a model provider is connected, tested and made the default', async ({ model }) => {
  await openFromNavigation('Models');
  await page.getByRole('button', { name: 'Add a model provider' }).first().click();
  await drawer()
    .getByRole('button', { name: /^OpenAI-compatible server/ })
    .click();
  await drawer().getByLabel('Name of the connection').fill('slow');
  await drawer()
    .getByLabel(/^Base URL/)
    .fill(model.url);
  await drawer().getByRole('button', { name: 'Save and test' }).click();
  await expect(drawer()).toContainText('The connection works');
  await expect(drawer().getByRole('list', { name: 'Models found' })).toContainText('mock');
  await drawer().getByRole('button', { name: 'Done' }).click();
  await page.getByRole('tab', { name: 'Routing' }).click();
  await main()
    .getByLabel(/^Default/)
    .first()
    .click();
  await page.getByRole('option', { name: /slow\/mock/ }).click();
  await expect(
    main()
      .getByLabel(/^Default/)
      .first(),
  ).toContainText('slow/mock');
});

test('a reload in the middle of an answer keeps it', async ({ model }) => {
  await openFromNavigation('Chat');
  await page.getByRole('link', { name: 'Chat with Support' }).click();
  await ask('Tell me a long story about counting');
  await expect(answer()).toContainText('token20 ');
  expect(model.open).toBe(1);
  await page.reload();
  await expect(answer()).toContainText('token0 token1 ');
  await expect(answer()).toHaveAttribute('aria-busy', 'true');
  await expect(answer()).toContainText('token198 token199');
  await finished();
  expect(model.requests, 'the answer was not begun a second time').toBeLessThanOrEqual(2);
});

test('an answer can be stopped', async ({ model }) => {
  await ask('Tell me another one');
  await expect(answer()).toContainText('token10 ');
  await page.getByRole('button', { name: 'Stop' }).click();
  await finished();
  await expect(answer()).toContainText('Stopped');
  await expect.poll(() => model.open, 'the model is told').toBe(0);
  await expect(answer()).not.toContainText('token199');
});

test('a conversation is renamed and deleted', async () => {
  const list = page.getByRole('navigation', { name: 'Conversations' });
  await list
    .getByRole('button', { name: /^Actions for / })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await drawer().getByLabel('Name').fill('Counting');
  await drawer().getByRole('button', { name: 'Save' }).click();
  await expect(list.getByRole('link', { name: 'Counting' })).toBeVisible();
  await list.getByRole('button', { name: 'Actions for Counting' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete conversation' }).click();
  await expect(list.getByRole('link', { name: 'Counting' })).toHaveCount(0);
});

test('a colleague with the role User is offered no administration', async () => {
  await openFromNavigation('Users');
  await page.getByRole('button', { name: 'Add user' }).first().click();
  await drawer().getByLabel('E-mail').fill(colleague.email);
  await drawer().getByRole('textbox', { name: 'Password' }).fill(colleague.password);
  await drawer().getByLabel('Roles').click();
  await page.getByRole('option', { name: /^User/ }).click();
  await page.keyboard.press('Escape');
  await drawer().getByRole('button', { name: 'Add user' }).click();
  await expect(drawer()).toContainText('The account is ready');
  await drawer().getByRole('button', { name: 'Close' }).last().click();
  await signOut();
  await page.getByLabel('E-mail').fill(colleague.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(colleague.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(heading(/Good (morning|afternoon|evening)/)).toBeVisible();
  await expect(navigation().getByRole('link', { name: 'Chat', exact: true })).toBeVisible();
  for (const name of ['Models', 'Users', 'Roles', 'Audit log']) {
    await expect(navigation().getByRole('link', { name, exact: true })).toHaveCount(0);
  }
  await page.goto('/users');
  await expect(main()).toContainText('You do not have access to this page');
  await signOut();
});

async function signOut(): Promise<void> {
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(heading('Welcome back')).toBeVisible();
}
