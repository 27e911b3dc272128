import { describe, expect, it } from 'vitest';
import { relevantTo } from './relevant.ts';
import { statementsOf } from './statements.ts';

describe('statements', () => {
  it.each([
    ['My name is Omar.', 'name'],
    ['Please call me Sam', 'name'],
    ['اسمي ليلى.', 'name'],
    ['I live in Basra', 'home'],
    ['أسكن في بغداد.', 'home'],
    ['I work for the port authority.', 'work'],
    ['أعمل في الميناء.', 'work'],
  ])('finds %s', (text, topic) => {
    expect(statementsOf(text)).toEqual([{ topic, text }]);
  });

  it('keeps different preferences beside each other, at most three, the newest word on a topic', () => {
    const text = 'I prefer tea. I prefer short answers. I live in Basra. No, I live in Mosul. Remember that I sing.';
    expect(statementsOf(text).map((own) => own.text)).toEqual([
      'I prefer tea.',
      'I prefer short answers.',
      'No, I live in Mosul.',
    ]);
  });

  it('keeps no question, no hidden personal data and nothing long', () => {
    expect(statementsOf('Do you know what I prefer?')).toEqual([]);
    expect(statementsOf('هل تعرف أنني أسكن في بغداد؟')).toEqual([]);
    expect(statementsOf('My name is [PERSON_1].')).toEqual([]);
    expect(statementsOf(`I prefer ${'x'.repeat(300)}`)).toEqual([]);
    expect(statementsOf('The report is due on Monday.')).toEqual([]);
  });
});

it('recalls what shares words with the question first, then who the person is, then the newest; at most 8', () => {
  const memories = [
    ...Array.from({ length: 12 }, (_, index) => ({ topic: `said ${index}`, text: `I prefer number ${index}.` })),
    { topic: 'name', text: 'My name is Omar.' },
    { topic: 'said tea', text: 'I prefer strong tea.' },
  ];
  const recalled = relevantTo('Which teas should I buy', memories).map(({ text }) => text);
  expect(recalled).toHaveLength(8);
  expect(recalled.slice(0, 3)).toEqual(['I prefer strong tea.', 'My name is Omar.', 'I prefer number 0.']);
});
