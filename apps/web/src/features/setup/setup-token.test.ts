import { describe, expect, it } from 'vitest';
import { readSetupToken } from './setup-token.ts';

const token = '1xjbbb99drbnbUl_cIZWRfJkRRk9Ynxu';

describe('readSetupToken', () => {
  it.each([
    `http://127.0.0.1:8000/setup#token=${token}`,
    ` https://forge.example/setup#token=${token}\n`,
    `#token=${token}`,
    token,
  ])('finds the token in %j', (text) => {
    expect(readSetupToken(text)).toBe(token);
  });

  it.each(['', 'https://forge.example/setup', 'https://forge.example/setup#', '#other=1', 'two words', 'short'])(
    'finds none in %j',
    (text) => {
      expect(readSetupToken(text)).toBe('');
    },
  );
});
