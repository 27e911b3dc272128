import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVault, maskTokens, type PiiVault, restore, restoreJson, tokenFor, tokenise } from './vault.ts';

describe('vault', () => {
  test('the same value has the same token, another value another', () => {
    const vault = createVault();
    expect(tokenise('jane@acme.com, bob@acme.com, jane@acme.com', vault).text).toBe('[EMAIL_1], [EMAIL_2], [EMAIL_1]');
    expect(tokenise('again bob@acme.com', vault).text).toBe('again [EMAIL_2]');
  });

  test('survives being stored as JSON', () => {
    const vault = createVault();
    tokenise('jane@acme.com', vault);
    const stored: PiiVault = JSON.parse(JSON.stringify(vault));
    expect(tokenise('bob@acme.com jane@acme.com', stored).text).toBe('[EMAIL_2] [EMAIL_1]');
    expect(restore('[EMAIL_2]', stored)).toBe('bob@acme.com');
  });

  test('a typed token is kept apart and comes back as typed', () => {
    const vault = createVault();
    tokenise('jane@acme.com', vault);
    const { text } = tokenise('what is [EMAIL_1]?', vault);
    expect(text).toBe('what is [LITERAL_1]?');
    expect(restore(text, vault)).toBe('what is [EMAIL_1]?');
  });

  test('unknown and malformed tokens stay', () => {
    const vault = createVault();
    tokenFor(vault, 'EMAIL', 'jane@acme.com');
    expect(restore('[EMAIL_2] [EMAIL_1 EMAIL_1] [email_1] [EMAIL_11]', vault)).toBe(
      '[EMAIL_2] [EMAIL_1 EMAIL_1] [email_1] [EMAIL_11]',
    );
  });

  test('restores strings deep in arguments and leaves keys and numbers', () => {
    const vault = createVault();
    tokenFor(vault, 'EMAIL', 'jane@acme.com');
    expect(restoreJson({ to: ['[EMAIL_1]'], '[EMAIL_1]': 1, body: { text: 'Hi [EMAIL_1]' } }, vault)).toEqual({
      to: ['jane@acme.com'],
      '[EMAIL_1]': 1,
      body: { text: 'Hi jane@acme.com' },
    });
  });

  test('masks cannot be undone', () => {
    const vault = createVault();
    const { text } = tokenise('jane@acme.com typed [CARD_1]', vault);
    const masked = maskTokens(text, vault);
    expect(masked).toBe('[EMAIL] typed [CARD_1]');
    expect(restore(masked, vault)).toBe(masked);
  });

  test('spans point at the tokens in the returned text', () => {
    const vault = createVault();
    const { text, spans } = tokenise('a jane@acme.com b +1 415 555 2671', vault);
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['[EMAIL_1]', '[PHONE_1]']);
  });

  test('restoring what was tokenised gives the text back, whatever it was', () => {
    const piece = fc.constantFrom(
      'jane@acme.com',
      '[EMAIL_1]',
      '[',
      ']',
      '_1]',
      '[EMAIL',
      '+1 415 555 2671',
      ' ',
      '\n',
      'x',
      '[LITERAL_1]',
      'password: ',
      'hunter2',
    );
    fc.assert(
      fc.property(fc.array(fc.array(piece, { maxLength: 12 }), { maxLength: 4 }), (messages) => {
        const vault = createVault();
        for (const text of messages.map((pieces) => pieces.join('')))
          expect(restore(tokenise(text, vault).text, vault)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
