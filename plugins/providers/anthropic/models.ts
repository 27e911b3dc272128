import { chatModel } from '@agentforge/plugin-kit/provider-support/model-info';

const abilities = ['tools', 'vision', 'pdf', 'jsonSchema', 'reasoning'] as const;
const large = { can: abilities, context: 1_000_000, output: 128_000 } as const;
const small = { can: abilities, context: 200_000, output: 64_000 } as const;

// As of 2026-11-10. Source: Anthropic's model, pricing and deprecation pages (Fable 5.2: notes that quote them); a successor is the current
// model of the family. Haiku 5.5: the price of prompts up to 100,000 tokens (five times as much above). "Not sooner than" is no end.
export const models = [
  chatModel('claude-opus-5-5', { ...large, price: [4, 20, 0.2] }),
  chatModel('claude-sonnet-5-5', { ...large, price: [2, 10, 0.2], released: '2026-09-28' }),
  chatModel('claude-haiku-5-5', { ...large, price: [0.1, 0.5, 0.01], released: '2026-10-07' }),
  chatModel('claude-fable-5-2', { ...large, price: [8, 40, 0.2], released: '2026-11-09' }),
  chatModel('claude-fable-5-1', {
    ...large,
    price: [10, 50, 0.25],
    released: '2026-09-01',
    successor: 'claude-fable-5-2',
  }),
  chatModel('claude-opus-5', {
    ...large,
    price: [5, 25, 0.5],
    released: '2026-07-24',
    successor: 'claude-opus-5-5',
  }),
  chatModel('claude-sonnet-5', {
    ...large,
    price: [2, 10, 0.2],
    released: '2026-06-30',
    successor: 'claude-sonnet-5-5',
  }),
  chatModel('claude-fable-5', { ...large, price: [10, 50, 1], released: '2026-06-09', successor: 'claude-fable-5-2' }),
  chatModel('claude-opus-4-8', { ...large, price: [5, 25], released: '2026-05-28', successor: 'claude-opus-5-5' }),
  chatModel('claude-opus-4-7', { ...large, price: [5, 25], released: '2026-04-16', successor: 'claude-opus-5-5' }),
  chatModel('claude-sonnet-4-6', { ...large, price: [3, 15], released: '2026-02-17', successor: 'claude-sonnet-5-5' }),
  chatModel('claude-opus-4-6', { ...large, price: [5, 25], released: '2026-02-05', successor: 'claude-opus-5-5' }),
  chatModel('claude-opus-4-5', {
    ...small,
    price: [5, 25, 0.5],
    released: '2025-11-24',
    successor: 'claude-opus-5-5',
  }),
  chatModel('claude-haiku-4-5', {
    ...small,
    price: [1, 5, 0.1],
    released: '2025-10-15',
    successor: 'claude-haiku-5-5',
  }),
  chatModel('claude-sonnet-4-5', {
    ...small,
    price: [3, 15, 0.3],
    released: '2025-09-29',
    retires: '2026-11-30',
    successor: 'claude-sonnet-5-5',
  }),
  chatModel('claude-opus-4-1', {
    ...small,
    output: 32_000,
    price: [15, 75, 1.5],
    released: '2025-08-05',
    retires: '2026-08-05',
    successor: 'claude-opus-5-5',
  }),
  chatModel('claude-sonnet-4', {
    ...small,
    price: [3, 15, 0.3],
    released: '2025-05-22',
    retires: '2026-06-15',
    successor: 'claude-sonnet-5-5',
  }),
  chatModel('claude-opus-4', {
    ...small,
    output: 32_000,
    price: [15, 75, 1.5],
    released: '2025-05-22',
    retires: '2026-06-15',
    successor: 'claude-opus-5-5',
  }),
];
