import { type BrowserContext, type ConsoleMessage, expect } from '@playwright/test';

/** What a page must never do; empty lists after a good test. */
interface Watch {
  /** Errors the page logged or threw; violations of the content security policy are among them. */
  errors: string[];
  /** Requests to anywhere but the product. */
  foreignRequests: string[];
  /** Answers of the server with 5xx. */
  failures: string[];
}

/** Nobody is signed in yet, and the page finds out by asking: the browser logs that answer by itself. */
function isQuestionWhoAmI(message: ConsoleMessage): boolean {
  return message.location().url.endsWith('/api/v1/auth/me') && message.text().includes('401');
}

export function watchContext(context: BrowserContext, url: string): Watch {
  const { origin } = new URL(url);
  const watch: Watch = { errors: [], foreignRequests: [], failures: [] };
  context.on('console', (message) => {
    if (message.type() !== 'error' || isQuestionWhoAmI(message)) return;
    watch.errors.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => watch.errors.push(String(error.error().stack)));
  context.on('request', (request) => {
    const { protocol, origin: target } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && target !== origin) watch.foreignRequests.push(request.url());
  });
  context.on('response', (response) => {
    if (response.status() >= 500) watch.failures.push(`${response.status()} ${response.url()}`);
  });
  return watch;
}

export function expectClean(watch: Watch): void {
  expect.soft(watch.foreignRequests, 'requests to others').toEqual([]);
  expect.soft(watch.failures, 'answers with 5xx').toEqual([]);
  expect.soft(watch.errors, 'errors in the console').toEqual([]);
}
