import { chatModel } from '@agentforge/plugin-kit/provider-support/model-info';

// As of 2025-11-20, prices for prompts up to 128,000 tokens. Source: xAI models and pricing.
export const models = [
  chatModel('grok-4', {
    can: ['tools', 'vision', 'jsonSchema', 'reasoning'],
    context: 256_000,
    price: [3, 15, 0.75],
    released: '2025-07-09',
  }),
  chatModel('grok-4-fast-reasoning', {
    can: ['tools', 'vision', 'jsonSchema', 'reasoning'],
    context: 2_000_000,
    price: [0.2, 0.5, 0.05],
    released: '2025-09-19',
  }),
  chatModel('grok-4-fast-non-reasoning', {
    can: ['tools', 'vision', 'jsonSchema'],
    context: 2_000_000,
    price: [0.2, 0.5, 0.05],
    released: '2025-09-19',
  }),
  chatModel('grok-code-fast-1', {
    can: ['tools', 'jsonSchema', 'reasoning'],
    context: 256_000,
    price: [0.2, 1.5, 0.02],
    released: '2025-08-28',
  }),
  chatModel('grok-3', {
    can: ['tools', 'jsonSchema'],
    context: 131_072,
    price: [3, 15, 0.75],
    released: '2025-02-17',
    successor: 'grok-4',
  }),
  chatModel('grok-3-mini', {
    can: ['tools', 'jsonSchema', 'reasoning'],
    context: 131_072,
    price: [0.3, 0.5, 0.075],
    released: '2025-02-17',
    successor: 'grok-4-fast-reasoning',
  }),
];
