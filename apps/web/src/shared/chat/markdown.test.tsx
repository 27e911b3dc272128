import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Markdown } from './markdown.tsx';

afterEach(cleanup);

function draw(text: string): HTMLElement {
  return render(<Markdown text={text} />).container;
}

describe('Markdown of a model', () => {
  it('never loads an image: it becomes a link that names its host', () => {
    const page = draw('![chart](https://evil.example/p.png?q=secret)');
    expect(page.querySelector('img')).toBeNull();
    const link = screen.getByRole('link', { name: 'chart (evil.example)' });
    expect(link.getAttribute('rel')).toContain('noopener');
  });

  it('loads no image inside a link, by reference or from data', () => {
    const page = draw(
      '[![a](https://x.example/1.png)](https://y.example)\n![b][r] ![c](data:image/png;base64,AA)\n\n[r]: https://z.example/2.png',
    );
    expect(page.querySelector('img')).toBeNull();
    expect(screen.getAllByRole('link')).toHaveLength(1);
    expect(page.textContent).toContain('a (x.example)');
  });

  it.each(['[x](javascript:alert(1))', '[x](data:text/html,hi)', '[x](/api/v1/auth/logout)', '[x](vbscript:a)'])(
    '%s is no link',
    (text) => {
      draw(text);
      expect(screen.queryByRole('link')).toBeNull();
    },
  );

  it('opens links in a new tab', () => {
    draw('[site](https://example.test/a)');
    const link = screen.getByRole('link', { name: 'site' });
    expect([link.getAttribute('target'), link.getAttribute('href')]).toEqual(['_blank', 'https://example.test/a']);
  });

  it('shows HTML as text', () => {
    const page = draw('Hi <img src=x onerror=alert(1)><script>1</script>\n\n<iframe src="https://x.example"></iframe>');
    expect(page.querySelector('img, script, iframe')).toBeNull();
  });

  it('keeps citations out of code', () => {
    const page = draw('`a[1]` and\n\n```\nb[2]\n```');
    expect(page.querySelector('button[aria-label^="Source"]')).toBeNull();
    expect(page.textContent).toContain('a[1]');
  });

  it('marks the direction of each answer by its own text', () => {
    expect(draw('مرحبا').querySelector('[dir="auto"]')).not.toBeNull();
  });
});
