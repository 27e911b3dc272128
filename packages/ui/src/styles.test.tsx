import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(`${import.meta.dirname}/styles.css`, 'utf8');

function tokensOf(selector: string): Map<string, string> {
  const start = css.indexOf(selector);
  const block = css.slice(start, css.indexOf('\n}', start));
  return new Map(
    Array.from(block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g), (match) => [match[1] ?? '', match[2] ?? '']),
  );
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(left: string, right: string): number {
  const [light = 0, dark = 0] = [luminance(left), luminance(right)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ['canvas', 'surface', 'raised', 'sunken', 'hover'];
const textPairs = [
  ...['foreground', 'muted', 'subtle', 'accent-text', 'danger-text'].flatMap((text) =>
    surfaces.map((surface) => [text, surface] as const),
  ),
  ...['foreground', 'muted'].map((text) => [text, 'selected'] as const),
  ...['success', 'warning', 'danger', 'info'].flatMap((tone) => [
    [`${tone}-text`, `${tone}-soft`] as const,
    ['muted', `${tone}-soft`] as const,
  ]),
  ['accent-text', 'accent-soft'] as const,
  ['on-accent', 'accent'] as const,
  ['on-accent', 'accent-hover'] as const,
  ['on-inverse', 'inverse'] as const,
];
const shapePairs = ['surface', 'canvas', 'raised'].flatMap((surface) => [
  ['ring', surface] as const,
  ['control', surface] as const,
  ['accent', surface] as const,
]);

describe.each([
  ['light', ':root,'],
  ['dark', '\n[data-theme="dark"]'],
])('%s theme', (_name, selector) => {
  const tokens = tokensOf(selector);
  const ratio = (front: string, back: string) => contrast(tokens.get(front) ?? '', tokens.get(back) ?? '');

  it.each(textPairs)('text %s on %s reaches 4.5:1', (front, back) => {
    expect(ratio(front, back)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shapePairs)('shape %s on %s reaches 3:1', (front, back) => {
    expect(ratio(front, back)).toBeGreaterThanOrEqual(3);
  });

  it('white on danger reaches 4.5:1', () => {
    expect(contrast('#ffffff', tokens.get('danger') ?? '')).toBeGreaterThanOrEqual(4.5);
  });
});
