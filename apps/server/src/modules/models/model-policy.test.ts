import { describe, expect, it } from 'vitest';
import { matchesPattern } from './model-policy.ts';

describe('patterns of allowed models', () => {
  it('match whole ids with stars for anything', () => {
    const cases: [string, string, boolean][] = [
      ['openai/*', 'openai/gpt-5', true],
      ['openai/*', 'my-openai/gpt-5', false],
      ['*', 'a/b', true],
      ['*/gpt-*-mini', 'x/gpt-5-mini', true],
      ['*/gpt-*-mini', 'x/gpt-mini', false],
      ['OpenAI/GPT-5', 'openai/gpt-5', true],
      ['openai/gpt-5', 'openai/gpt-5-mini', false],
      ['a*a', 'a', false],
    ];
    for (const [pattern, id, fits] of cases)
      expect([pattern, id, matchesPattern(pattern, id)]).toEqual([pattern, id, fits]);
  });
});
