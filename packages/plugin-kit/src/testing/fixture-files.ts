import { readFileSync } from 'node:fs';

/** Reads recordings of a plug-in: `fixtures(import.meta.url)('text.sse')`. */
export function fixtures(testUrl: string): (name: string) => Uint8Array {
  return (name) => new Uint8Array(readFileSync(new URL(`fixtures/${name}`, testUrl)));
}

/** The same as text. */
export function textFixtures(testUrl: string): (name: string) => string {
  return (name) => readFileSync(new URL(`fixtures/${name}`, testUrl), 'utf8');
}
