import { describe, expect, it } from 'vitest';
import { speaksOfOneself, statementsOf } from './statements.ts';

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
    expect(statementsOf(text)).toEqual([{ topic, kind: 'fact', text }]);
  });

  it('keeps different preferences beside each other, at most three, the newest word on a topic', () => {
    const text = 'I prefer tea. I prefer short answers. I live in Basra. No, I live in Mosul. Remember that I sing.';
    expect(statementsOf(text).map((own) => [own.kind, own.text])).toEqual([
      ['preference', 'I prefer tea.'],
      ['preference', 'I prefer short answers.'],
      ['fact', 'No, I live in Mosul.'],
    ]);
  });

  it('keeps no question and nothing long', () => {
    expect(statementsOf('Do you know what I prefer?')).toEqual([]);
    expect(statementsOf('هل تعرف أنني أسكن في بغداد؟')).toEqual([]);
    expect(statementsOf(`I prefer ${'x'.repeat(300)}`)).toEqual([]);
    expect(statementsOf('The report is due on Monday.')).toEqual([]);
  });
});

describe('whether a model should read a message', () => {
  it.each([
    'My daughter starts school in May.',
    "We've moved to a smaller office.",
    'ابنتي تدرس الطب في الموصل.',
    'Je suis vegan depuis mon enfance.',
    'Please do not call me before nine in the morning.',
    'Tell me more, my daughter is in class three.',
  ])('it should: %s', (text) => expect(speaksOfOneself(text)).toBe(true));
  it.each([
    'Write a poem about rain.',
    'What is my balance?',
    'Thanks!',
    'Hello',
    'What is the capital of Iraq',
    'Tell me in two hundred words how the weather in Cairo is today.',
    'Please help me and show me the orders of last week.',
    'Zeig mir bitte die Bestellungen von gestern.',
  ])('it need not: %s', (text) => expect(speaksOfOneself(text)).toBe(false));
});
