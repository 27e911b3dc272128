import { expect, test } from 'vitest';
import { sourceLine } from './apt-sources.ts';

const stanzas = `Types: deb
URIs: https://archive.example/debian-security
Suites: bookworm-security
Components: main

Types: deb
# a note
URIs: https://archive.example/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`;

test('takes the main archive of a deb822 file with its key', () => {
  expect(sourceLine([{ path: '/etc/apt/sources.list.d/debian.sources', text: stanzas }], 'trixie')).toBe(
    'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] https://archive.example/debian trixie main',
  );
});

test('reads one-line files and passes over other archives and comments', () => {
  const text = [
    '# deb https://archive.example/debian bookworm main',
    'deb https://tools.example/apt stable main',
    'deb [arch=amd64 signed-by=/k.gpg] https://archive.example/debian/ bookworm main',
  ].join('\n');
  expect(sourceLine([{ path: '/etc/apt/sources.list', text }], 'trixie')).toBe(
    'deb-src [signed-by=/k.gpg] https://archive.example/debian/ trixie main',
  );
});

test('a machine without a Debian archive has no line', () => {
  const text = 'deb https://tools.example/apt bookworm main';
  expect(sourceLine([{ path: '/etc/apt/sources.list', text }], 'trixie')).toBeUndefined();
});
