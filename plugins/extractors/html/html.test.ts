import { createServer } from 'node:http';
import { AppError } from '@agentforge/kernel/errors';
import { defaultExtractLimits } from '@agentforge/plugin-kit/extractor';
import { describe, expect, it } from 'vitest';
import { htmlExtractor } from './index.ts';

const read = (content: string | Uint8Array) =>
  htmlExtractor.extract(
    { bytes: Buffer.from(content), fileName: 'a.html', mediaType: 'text/html' },
    defaultExtractLimits,
  );

describe('htmlExtractor', () => {
  it('reads title, headings, lists, tables and code, without navigation', async () => {
    const { title, blocks } = await read(`<title>Handbook</title><body><nav><a>Home</a></nav><main><h1>Rules</h1>
      <p>First <b>bold</b><br>line</p><ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>
      <table><tr><th>City</th><th>Rate</th></tr><tr><td rowspan=2>Cairo</td><td>45</td></tr><tr><td>50</td></tr></table>
      <pre>a  b\n c</pre></main></body>`);
    expect(title).toBe('Handbook');
    expect(blocks.map((block) => [block.kind, block.text])).toEqual([
      ['heading', 'Rules'],
      ['paragraph', 'First bold\nline'],
      ['list', '- one\n  - inner\n- two'],
      ['table', '| City | Rate |\n| --- | --- |\n| Cairo | 45 |\n| Cairo | 50 |'],
      ['code', 'a  b\n c'],
    ]);
  });

  it('leaves out text a reader cannot see', async () => {
    const { blocks } = await read(
      '<p>Seen</p><p hidden>secret</p><p style="display: none">secret</p><div aria-hidden="true">secret</div><p style="font-size:0">secret</p>',
    );
    expect(JSON.stringify(blocks)).not.toContain('secret');
    expect(blocks[0]?.text).toBe('Seen');
  });

  it('runs no script and loads nothing', async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const base = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
    const { blocks } = await read(`<link rel=stylesheet href="${base}/a.css"><style>@import "${base}/b.css";</style>
      <img src="${base}/c.png" onerror="document.body.textContent='changed'"><iframe src="${base}/d"></iframe>
      <script src="${base}/e.js"></script><script>document.body.textContent='changed'</script><p>Kept</p>`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    server.close();
    expect(blocks.map((block) => block.text)).toEqual(['Kept']);
    expect(requests).toBe(0);
  });

  it("reads the page's own charset and keeps a table beside the article", async () => {
    expect((await read(Buffer.from('<meta charset=iso-8859-1><p>K\xf6ln</p>', 'latin1'))).blocks[0]?.text).toBe('Köln');
    const rows = Array.from({ length: 40 }, (_, i) => `<tr><td>Product ${i}</td><td>${i} USD</td></tr>`).join('');
    const { blocks } = await read(
      `<article><p>${'Short article. '.repeat(20)}</p></article><table><tr><th>P</th><th>C</th></tr>${rows}</table>`,
    );
    expect(JSON.stringify(blocks)).toContain('Product 39');
  });

  it('refuses pages nested deeper than people write', async () => {
    await expect(read(`${'<div>'.repeat(1500)}x`)).rejects.toMatchObject({ code: 'rule_broken' });
    expect((await read(`${'<div>'.repeat(100)}x${'</div>'.repeat(100)}`)).blocks).toHaveLength(1);
  });

  it('survives deep nesting, endless spans and broken markup', async () => {
    const hostile = [
      `${'<div>'.repeat(50_000)}x`,
      `${'<b><i>'.repeat(400)}x`,
      '<table><tr><td colspan=1000000000>a</td><td rowspan=999999999>b</td></tr><tr><td>c</td></tr></table>',
      '<',
      '<!--',
      '<title>',
      '<p <p <p',
      '\ufffd',
    ];
    for (const text of hostile) {
      const error = await read(text).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error === null || AppError.is(error)).toBe(true);
    }
  }, 60_000);
});
