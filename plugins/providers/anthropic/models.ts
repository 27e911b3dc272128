import { chatModel } from '@agentforge/plugin-kit/provider-support/model-info';

const abilities = ['tools', 'vision', 'pdf', 'jsonSchema', 'reasoning'] as const;

// As of 2025-11-24. Source: Anthropic's model overview and pricing pages. Newer models are listed live, without limits and prices.
export const models = [
  chatModel('claude-opus-4-5', {
    can: abilities,
    context: 200_000,
    output: 64_000,
    price: [5, 25, 0.5],
    released: '2025-11-24',
  }),
  chatModel('claude-sonnet-4-5', {
    can: abilities,
    context: 200_000,
    output: 64_000,
    price: [3, 15, 0.3],
    released: '2025-09-29',
  }),
  chatModel('claude-haiku-4-5', {
    can: abilities,
    context: 200_000,
    output: 64_000,
    price: [1, 5, 0.1],
    released: '2025-10-15',
  }),
  chatModel('claude-opus-4-1', {
    can: abilities,
    context: 200_000,
    output: 32_000,
    price: [15, 75, 1.5],
    released: '2025-08-05',
    successor: 'claude-opus-4-5',
  }),
  chatModel('claude-sonnet-4', {
    can: abilities,
    context: 200_000,
    output: 64_000,
    price: [3, 15, 0.3],
    released: '2025-05-22',
    successor: 'claude-sonnet-4-5',
  }),
  chatModel('claude-opus-4', {
    can: abilities,
    context: 200_000,
    output: 32_000,
    price: [15, 75, 1.5],
    released: '2025-05-22',
    successor: 'claude-opus-4-5',
  }),
];
