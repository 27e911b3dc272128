import { expect, it } from 'vitest';
import { relevantTo } from './relevant.ts';

const memories = [
  ...Array.from({ length: 12 }, (_, index) => ({
    id: `m${index}`,
    topic: `said ${index}`,
    text: `I prefer number ${index}.`,
  })),
  { id: 'name', topic: 'name', text: 'My name is Omar.' },
  { id: 'tea', topic: 'said tea', text: 'I prefer strong tea.' },
  { id: 'dog', topic: 'pets', text: 'Has a dog called Rex.' },
];

it('recalls what shares words with the question first, then who the person is, then the newest; at most 8', () => {
  const recalled = relevantTo('Which teas should I buy', memories).map(({ text }) => text);
  expect(recalled).toHaveLength(8);
  expect(recalled.slice(0, 3)).toEqual(['I prefer strong tea.', 'My name is Omar.', 'I prefer number 0.']);
});

it('recalls what is near in meaning though no word is shared', () => {
  const near = new Map([
    ['dog', 0.7],
    ['m3', 0.1],
  ]);
  const recalled = relevantTo('What should we feed our pet', memories, near).map(({ id }) => id);
  expect(recalled[0]).toBe('dog');
  expect(relevantTo('What should we feed our pet', memories).map(({ id }) => id)).not.toContain('dog');
});

it('stays within its tokens', () => {
  const long = Array.from({ length: 8 }, (_, index) => ({
    id: `l${index}`,
    topic: 'x',
    text: `${index} `.repeat(500),
  }));
  expect(relevantTo('?', long)).toHaveLength(2);
});
