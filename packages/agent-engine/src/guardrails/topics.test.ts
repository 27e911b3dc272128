import { describe, expect, test } from 'vitest';
import { createTopicMatcher, declines, findTopics, isOffTopic } from './topics.ts';
import { normaliseWord, stem } from './words.ts';

const hits = (topics: string[], text: string) =>
  findTopics(createTopicMatcher(topics), text).map(({ start, end }) => text.slice(start, end));

describe('avoided topics', () => {
  test.each([
    ['politics', 'Let us talk POLITICS now', ['POLITICS']],
    ['competitor', 'our competitors are', ['competitors']],
    ['café', 'the CAFE is', ['CAFE']],
    ['medical advice', 'give me medical  advice', ['medical  advice']],
    ['السياسة', 'حدثني عن سياسة البلد', ['سياسة']],
    ['الانتخابات', 'نتائج الإنتخاباتِ', ['الإنتخاباتِ']],
    ['نتائج الانتخابات', 'ما هي نتائج الانتخابات؟', ['نتائج الانتخابات']],
    ['政治', '我们谈政治吧', ['政治']],
  ])('%s is found', (topic, text, expected) => expect(hits([topic], text)).toEqual(expected));

  test.each([
    ['art', 'start the party'],
    ['medical advice', 'medical staff give advice'],
    ['war', 'software warranty'],
    ['sex', 'Essex'],
    ['', 'anything'],
  ])('%s is not read into other words', (topic, text) => expect(hits([topic], text)).toEqual([]));
});

test('a sentence that declines may name the topic', () => {
  expect(declines("I can't discuss politics")).toBe(true);
  expect(declines('لا أستطيع التحدث عن السياسة')).toBe(true);
  expect(declines('Politics is fun')).toBe(false);
});

test('focus only doubts longer messages that name none of its words', () => {
  expect(isOffTopic(['billing', 'invoices'], 'Who won the football match yesterday?')).toBe(true);
  expect(isOffTopic(['billing', 'invoices'], 'Where can I find my last invoice?')).toBe(false);
  expect(isOffTopic(['billing'], 'hello there my dear friend')).toBe(false);
  expect(isOffTopic(['billing'], 'and then?')).toBe(false);
  expect(isOffTopic([], 'Who won the football match yesterday?')).toBe(false);
});

test('spellings of a word have one form', () => {
  for (const word of ['أحمد', 'احمد', 'أَحْمَد', 'إحمد']) expect(normaliseWord(word)).toBe('احمد');
  expect(stem(normaliseWord('والمدرسة'))).toBe(stem(normaliseWord('مدرسه')));
  expect(stem('policies')).toBe('policy');
  expect(stem('glass')).toBe('glass');
});
