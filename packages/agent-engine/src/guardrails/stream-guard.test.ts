import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type GuardrailFields, guardrailPolicy } from './policy.ts';
import { createStreamGuard } from './stream-guard.ts';
import { hostileTexts } from './testing/hostile-texts.ts';
import { createVault, restore, tokenFor, tokenise } from './vault.ts';

function run(parts: readonly string[], fields: GuardrailFields = {}, vault = createVault()) {
  const guard = createStreamGuard(guardrailPolicy(fields), vault);
  const pushes = parts.map((part) => guard.push(part));
  const end = guard.end();
  return { pushes: [...pushes, end.tail], shown: pushes.join('') + end.tail, ...end, stopped: guard.stopped, vault };
}

function cutAt(text: string, sizes: readonly number[]): string[] {
  const parts: string[] = [];
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    parts.push(text.slice(at, at + size));
    at += size;
  }
  return parts;
}

const pieces = fc.constantFrom(
  'Hello',
  ' ',
  ' ',
  ' ',
  '\n',
  '. ',
  ', ',
  'jane@acme.com',
  '+1 415 555 2671',
  '٠٥٠١٢٣٤٥٦٧',
  '4111 1111 1111 1111',
  'GB82 WEST 1234 5698 7654 32',
  '536-22-8726',
  'AB 12 34 56 C',
  '192.168.1.20',
  '2001:db8::ff00:42:8329',
  'password: ',
  'hunter2',
  'Bearer ',
  'abcDEF1234567890abcd',
  '-----BEGIN RSA PRIVATE KEY-----',
  '-----END RSA PRIVATE KEY-----',
  '[EMAIL_1]',
  '[EMAIL_9]',
  '[',
  ']',
  '1',
  '12 ',
  '2024',
  '(',
  '+',
  '-',
  '@',
  ':',
  'is ',
  'politics',
  'election ',
  'results',
  "can't discuss ",
  'Elections’',
  '😀',
  '\u200b',
  '\udb40\udc41',
  '中',
  '文',
  'كلمة المرور: ',
  'سياسة',
  '```\n',
  'A',
  'US ',
);
const texts = fc.array(
  fc.oneof({ weight: 9, arbitrary: pieces }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) }),
  { maxLength: 40 },
);
const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 });

describe('stream guard', () => {
  test.each<[string, GuardrailFields]>([
    ['tokens', { mask_pii: false, max_length: 'unlimited' }],
    ['masks', { mask_pii: true }],
    ['topics', { avoid_topics: ['politics', 'election results', 'سياسة', '中文'], mask_pii: false }],
    ['no personal data', { pii_protection: false, avoid_topics: ['election results'] }],
  ])('shows the same however the text is cut: %s', (_, fields) => {
    fc.assert(
      fc.property(texts, sizes, (words, lengths) => {
        const text = words.join('');
        const seeded = () => {
          const vault = createVault();
          tokenFor(vault, 'EMAIL', 'x@example.com');
          return vault;
        };
        const whole = run([text], fields, seeded());
        const cut = run(cutAt(text, lengths), fields, seeded());
        expect(cut.shown).toBe(whole.shown);
        expect(cut.text).toBe(cut.shown);
        expect(cut.verdicts).toEqual(whole.verdicts);
      }),
      { numRuns: 1500 },
    );
  });

  test('cuts to length the same however the text is cut', () => {
    const sentence = fc.constantFrom(
      'A short one. ',
      'Is it so? ',
      'word ',
      '\n',
      '[EMAIL_1] ',
      '```\n',
      'نعم. ',
      'longwordwithoutanyend',
      '😀',
      '."',
      '" ',
    );
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 150, maxLength: 400 }), sizes, (words, lengths) => {
        const text = words.join('');
        const whole = run([text], { max_length: 'short' });
        expect(run(cutAt(text, lengths), { max_length: 'short' }).shown).toBe(whole.shown);
        expect(whole.shown.length).toBeLessThan(2_200);
        expect(whole.shown).not.toMatch(/\[EMAIL_?1?(?!_?1?\])/);
      }),
      { numRuns: 200 },
    );
  });

  test('hides the same as one-shot tokenising', () => {
    fc.assert(
      fc.property(texts, sizes, (words, lengths) => {
        const text = words
          .join('')
          .replace(
            /[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\udb40]|[\udc00-\udfff]|[\ud800-\udbff]/g,
            '',
          );
        const kinds = ['SECRET', 'CARD', 'IBAN', 'NATIONAL_ID', 'EMAIL', 'PHONE', 'IP'] as const;
        const streamed = run(cutAt(text, lengths), { mask_pii: false, max_length: 'unlimited' });
        expect(streamed.shown).toBe(tokenise(text, createVault(), { kinds }).text);
        expect(restore(streamed.shown, streamed.vault)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  test('never splits a token of the vault', () => {
    const vault = createVault();
    tokenFor(vault, 'EMAIL', 'jane@acme.com');
    const { pushes } = run([...'Write to [EMAIL_1], or ([EMAIL_1]) today.'], { mask_pii: false }, vault);
    expect(pushes.map((part) => restore(part, vault)).join('')).toBe(
      'Write to jane@acme.com, or (jane@acme.com) today.',
    );
  });

  test('releases plain words at once and holds only the word being written', () => {
    expect(run(['Hello ', 'there', ' my', ' friend']).pushes).toEqual(['Hello ', '', 'there ', 'my ', 'friend']);
  });

  test('a number is hidden although it came digit by digit', () => {
    const { shown, verdicts } = run([...'Card: 4111 1111 1111 1111, ok']);
    expect(shown).toBe('Card: [CARD], ok');
    expect(verdicts).toEqual([
      expect.objectContaining({ rule: 'pii', action: 'mask', spans: [{ start: 6, end: 12, kind: 'CARD' }] }),
    ]);
    expect(JSON.stringify(verdicts)).not.toContain('4111');
  });

  test('zero-width characters do not hide a number', () => {
    expect(run(['4111\u200b 1111 1111\u2060 1111']).shown).toBe('[CARD]');
  });

  test('hidden tag characters are dropped, also when cut in two', () => {
    expect(run(['a\udb40', '\udc68b\udb40\udc69', 'c']).shown).toBe('abc');
  });

  test('a cut in text without spaces spares a token', () => {
    const vault = createVault();
    tokenFor(vault, 'EMAIL', 'jane@acme.com');
    const { shown } = run([`${'x'.repeat(1_995)}[EMAIL_1]${'y'.repeat(100)}`], { max_length: 'short' }, vault);
    expect(shown.split('\n')[0]).toBe('x'.repeat(1_995));
  });

  test('a token the model invented can never take a later value', () => {
    const { shown, vault } = run(['See [EMAIL_1] now'], { mask_pii: false });
    expect(shown).toBe('See [LITERAL_1] now');
    tokenFor(vault, 'EMAIL', 'jane@acme.com');
    expect(restore(shown, vault)).toBe('See [EMAIL_1] now');
  });

  test('stops before a topic, but lets the model decline itself', () => {
    const fields = { avoid_topics: ['election results'] };
    const stopped = run(['Sure. The elec', 'tion ', 'results are in', ' and more'], fields);
    expect(stopped.shown).toMatch(/^Sure\. The \n\nI am not able to discuss/);
    expect(stopped.stopped).toBe(true);
    expect(stopped.verdicts).toEqual([expect.objectContaining({ rule: 'avoid_topic', action: 'block' })]);
    expect(run(["I can't talk about election results."], fields).shown).toBe("I can't talk about election results.");
  });

  test('ends on a sentence, closes an open code block and says so', () => {
    const { shown, stopped, verdicts } = run([`\`\`\`\n${'One more sentence. '.repeat(200)}`], { max_length: 'short' });
    expect(shown).toMatch(/sentence\.\n```\n\nThis answer reached its maximum length/);
    expect(stopped).toBe(true);
    expect(verdicts[0]).toMatchObject({ rule: 'max_length', action: 'cut' });
  });

  test.each(hostileTexts)('ends soon on 100 kB of $name in small pieces', ({ text }) => {
    const { shown, vault } = run(cutAt(text, [7]), {
      max_length: 'unlimited',
      mask_pii: false,
      avoid_topics: ['a a b', 'ignore send'],
    });
    expect(restore(shown, vault).length).toBeLessThanOrEqual(text.length + 200);
  });
});
