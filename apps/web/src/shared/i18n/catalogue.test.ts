import { describe, expect, it } from 'vitest';

const files = import.meta.glob<Record<string, unknown>>('./*/*.json', { eager: true, import: 'default' });
const whole = ['common', 'shell'];
const plural = /_(zero|one|two|few|many|other)$/;

function flatten(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node !== 'object' || node === null) throw new Error(`${path} is neither text nor a group`);
  return Object.entries(node).flatMap(([key, child]) => flatten(child, path ? `${path}.${key}` : key));
}

function textsOf(language: string, namespace: string): Map<string, string> {
  return new Map(flatten(files[`./${language}/${namespace}.json`] ?? {}));
}

const placesOf = (text: string) =>
  Array.from(text.matchAll(/\{+\s*(\w+)[^}]*\}+/g), (match) => match[1] ?? '').toSorted();
const baseOf = (key: string) => key.replace(plural, '');
const namespaces = Object.keys(files)
  .filter((path) => path.startsWith('./en/'))
  .map((path) => path.slice('./en/'.length, -'.json'.length));

describe('catalogue', () => {
  it('has English for every Arabic file', () => {
    const arabic = Object.keys(files).filter((path) => path.startsWith('./ar/'));
    expect(
      arabic.map((path) => path.slice('./ar/'.length, -'.json'.length)).filter((name) => !namespaces.includes(name)),
    ).toEqual([]);
  });

  it.each(namespaces)('%s: Arabic has no key that English lacks, and the same places', (namespace) => {
    const english = textsOf('en', namespace);
    const bases = new Map(Array.from(english, ([key, text]) => [baseOf(key), text]));
    for (const [key, text] of textsOf('ar', namespace)) {
      const original = english.get(key) ?? bases.get(baseOf(key));
      expect(original, `${key} is not in English`).toBeDefined();
      // "zero", "one" and "two" may be words instead of the number.
      if (!plural.test(key)) expect(placesOf(text), key).toEqual(placesOf(original ?? ''));
    }
  });

  it.each(namespaces)('%s: no text is empty', (namespace) => {
    const empty = [...textsOf('en', namespace), ...textsOf('ar', namespace)].filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it.each(whole)('%s: Arabic is complete', (namespace) => {
    const arabic = new Set(Array.from(textsOf('ar', namespace).keys(), baseOf));
    expect(Array.from(textsOf('en', namespace).keys(), baseOf).filter((key) => !arabic.has(key))).toEqual([]);
  });
});
