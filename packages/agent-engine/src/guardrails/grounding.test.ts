import { describe, expect, test } from 'vitest';
import { checkAnswer } from './check-answer.ts';
import { checkGrounding } from './grounding.ts';
import { type GuardrailFields, guardrailPolicy } from './policy.ts';
import { sentencesOf } from './sentences.ts';

const evidence = [
  {
    title: 'Warranty',
    text: 'The X200 pump has a warranty period of 3 years from the date of purchase. Returns are accepted within 30 days.',
  },
  { text: 'Acme was founded in 1,998 by Maria Lopez in Madrid. Revenue reached 12.5% growth on 2024-01-15.' },
  { text: 'مدة الضمان ثلاث سنوات ويمكن إرجاع المنتج خلال ٣٠ يوما من الشراء.' },
];
const support = (answer: string, question = '') =>
  checkGrounding({ answer, question, evidence: evidence.slice(0, 2) }).map((sentence) => sentence.support);

describe('grounding', () => {
  test.each([
    'The X200 pump has a warranty of 3 years.',
    'The warranty period of the X200 pump is three years from purchase.',
    'Acme was founded in Madrid in 1998 by Maria Lopez [1].',
    'Revenue growth reached 12.5% on 15 January 2024.',
  ])('supported: %s', (answer) => expect(support(answer)).toEqual(['supported']));

  test.each([
    'The X200 pump has a warranty of 5 years.',
    'The warranty period of the X200 pump is five years from purchase.',
    'Acme was founded in 1998 by Peter Jackson.',
    'Elephants live mostly in African savannas and forests.',
  ])('unsupported: %s', (answer) => expect(support(answer)).toEqual(['unsupported']));

  test.each([
    'Hello! ',
    'Would you like to know more about pumps?',
    'I could not find the price of this pump.',
    'Sorry, I cannot answer that question about prices.',
    'You can:',
  ])('no claim: %s', (answer) => expect(support(answer)).toEqual(['not_factual']));

  test('a number the user named is not invented', () => {
    expect(support('Returns of order 4711 are accepted within 30 days.', 'Can I return order 4711?')).toEqual([
      'supported',
    ]);
  });

  test('works in Arabic, with both kinds of digits', () => {
    const check = (answer: string) =>
      checkGrounding({ answer, question: '', evidence: evidence.slice(2) }).map((sentence) => sentence.support);
    expect(check('يمكن إرجاع المنتج خلال 30 يوما من الشراء.')).toEqual(['supported']);
    expect(check('يمكن إرجاع المنتج خلال 60 يوما من الشراء.')).toEqual(['unsupported']);
  });

  test('another language cannot be judged by words, only by numbers', () => {
    const check = (answer: string) =>
      checkGrounding({ answer, question: '', evidence: evidence.slice(0, 1) }).map((sentence) => sentence.support);
    expect(check('يمكن إرجاع المنتج خلال 30 يوما من الشراء.')).toEqual(['unknown']);
    expect(check('يمكن إرجاع المنتج خلال 60 يوما من الشراء.')).toEqual(['unsupported']);
  });

  test('a better judge can take over', () => {
    const judged = checkGrounding({
      answer: 'The moon is made of cheese.',
      question: '',
      evidence,
      judge: () => 'supported',
    });
    expect(judged.map((sentence) => sentence.support)).toEqual(['supported']);
  });
});

describe('checkAnswer', () => {
  const check = (text: string, fields: GuardrailFields = {}, passages = evidence.slice(0, 2)) =>
    checkAnswer(
      guardrailPolicy({ cite_sources: false, ...fields }),
      { text, question: 'What is the warranty?', passages },
      'en',
    );
  const invented = 'The X200 pump has a warranty of 9 years. It was built by Peter Jackson in 1875.';

  test('an invented answer becomes one that declines', () => {
    const { text, abstained, verdicts } = check(invented);
    expect(abstained).toBe(true);
    expect(text).toMatch(/^I could not find reliable support/);
    expect(verdicts).toEqual([expect.objectContaining({ rule: 'anti_hallucination', action: 'abstain' })]);
  });

  test('one invented sentence among others is marked', () => {
    const answer =
      'The X200 pump has a warranty period of 3 years. Returns are accepted within 30 days. It was built by Peter Jackson.';
    const { text, abstained, verdicts } = check(answer);
    expect([text, abstained]).toEqual([answer, false]);
    expect(verdicts[0]?.spans.map(({ start, end }) => answer.slice(start, end))).toEqual([
      'It was built by Peter Jackson.',
    ]);
  });

  test('says nothing without sources, when switched off, or when the agent may not admit uncertainty it only flags', () => {
    expect(check(invented, {}, []).verdicts).toEqual([]);
    expect(check(invented, { anti_hallucination: false }).verdicts).toEqual([]);
    expect(check(invented, { admit_uncertainty: false })).toMatchObject({
      abstained: false,
      verdicts: [{ action: 'flag' }],
    });
  });

  test('flags guesses and missing citations', () => {
    const answer = 'The X200 pump probably has a warranty of 3 years.';
    expect(check(answer, { no_speculation: true, cite_sources: true }).verdicts.map(({ rule }) => rule)).toEqual([
      'no_speculation',
      'cite_sources',
    ]);
    expect(check('The X200 pump has a warranty of 3 years [1].', { cite_sources: true }).verdicts).toEqual([]);
  });
});

test('sentences keep their places', () => {
  const text = 'Dr. Smith paid 3.5 dollars. Why?\n1. First point here\n```\ncode. here\n```\nنعم؟ لا.';
  expect(sentencesOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    'Dr. Smith paid 3.5 dollars.',
    'Why?',
    '1. First point here',
    'نعم؟',
    'لا.',
  ]);
});
