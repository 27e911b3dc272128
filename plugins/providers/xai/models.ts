import { chatModel } from '@agentforge/plugin-kit/provider-support/model-info';

const abilities = ['tools', 'vision', 'jsonSchema', 'reasoning'] as const;
const may = { retires: '2026-05-15', successor: 'grok-4.3' } as const;

// As of 2026-09-29, prices for prompts up to 200,000 tokens. Source: xAI models, pricing and the retirement of 2026-05-15; Grok 4.7: a guide
// that quotes xAI's page. What retired keeps its last known price.
export const models = [
  chatModel('grok-4.7', { can: abilities, context: 500_000, price: [2, 6, 0.5] }),
  chatModel('grok-4.6', { can: abilities, context: 500_000, price: [2, 6, 0.5], released: '2026-08-07' }),
  chatModel('grok-4.5', { can: abilities, context: 500_000, price: [2, 6] }),
  chatModel('grok-4.3', { can: abilities, context: 1_000_000, price: [1.25, 2.5, 0.2] }),
  chatModel('grok-4', { can: abilities, context: 256_000, price: [3, 15, 0.75], released: '2025-07-09', ...may }),
  chatModel('grok-4-0709', { can: abilities, context: 256_000, price: [3, 15, 0.75], released: '2025-07-09', ...may }),
  chatModel('grok-4-fast-reasoning', {
    can: abilities,
    context: 2_000_000,
    price: [0.2, 0.5, 0.05],
    released: '2025-09-19',
    ...may,
  }),
  chatModel('grok-4-fast-non-reasoning', {
    can: ['tools', 'vision', 'jsonSchema'],
    context: 2_000_000,
    price: [0.2, 0.5, 0.05],
    released: '2025-09-19',
    ...may,
  }),
  chatModel('grok-4-1-fast-reasoning', { can: abilities, ...may }),
  chatModel('grok-4-1-fast-non-reasoning', { can: ['tools', 'vision', 'jsonSchema'], ...may }),
  chatModel('grok-code-fast-1', {
    can: ['tools', 'jsonSchema', 'reasoning'],
    context: 256_000,
    price: [0.2, 1.5, 0.02],
    released: '2025-08-28',
    ...may,
  }),
  chatModel('grok-3', {
    can: ['tools', 'jsonSchema'],
    context: 131_072,
    price: [3, 15, 0.75],
    released: '2025-02-17',
    ...may,
  }),
  chatModel('grok-3-mini', {
    can: ['tools', 'jsonSchema', 'reasoning'],
    context: 131_072,
    price: [0.3, 0.5, 0.075],
    released: '2025-02-17',
  }),
];
