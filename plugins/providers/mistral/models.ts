import { chatModel, embeddingModelInfo } from '@agentforge/plugin-kit/provider-support/model-info';

// As of 2026-06-28. Source: Mistral AI models, pricing and the deprecations of 2026-05-22. Sources differ on the price of Small 4, so it
// stays out. What "latest" points to changes, so it has no price here.
export const models = [
  chatModel('mistral-medium-3-5', {
    can: ['tools', 'vision', 'jsonSchema', 'reasoning'],
    context: 256_000,
    price: [1.5, 7.5],
    released: '2026-04-28',
  }),
  chatModel('mistral-large-2512', {
    can: ['tools', 'vision', 'jsonSchema'],
    context: 256_000,
    price: [0.5, 1.5],
    released: '2025-12-02',
  }),
  chatModel('mistral-small-2603', {
    can: ['tools', 'vision', 'jsonSchema', 'reasoning'],
    context: 256_000,
    released: '2026-03-16',
  }),
  chatModel('mistral-medium-2508', {
    can: ['tools', 'vision', 'jsonSchema'],
    context: 131_072,
    price: [0.4, 2],
    released: '2025-08-12',
    retires: '2026-08-31',
    successor: 'mistral-medium-3-5',
  }),
  chatModel('mistral-large-2411', {
    can: ['tools', 'jsonSchema'],
    context: 131_072,
    price: [2, 6],
    released: '2024-11-18',
    retires: '2026-05-31',
    successor: 'mistral-medium-3-5',
  }),
  chatModel('mistral-small-2506', {
    can: ['tools', 'vision', 'jsonSchema'],
    context: 131_072,
    price: [0.1, 0.3],
    released: '2025-06-20',
  }),
  chatModel('codestral-2508', {
    can: ['tools', 'jsonSchema'],
    context: 256_000,
    price: [0.3, 0.9],
    released: '2025-07-30',
  }),
  chatModel('mistral-large-latest', { can: ['tools', 'vision', 'jsonSchema'] }),
  chatModel('mistral-medium-latest', { can: ['tools', 'vision', 'jsonSchema'] }),
  chatModel('mistral-small-latest', { can: ['tools', 'vision', 'jsonSchema'] }),
  embeddingModelInfo('mistral-embed', { context: 8192, price: 0.1, dimensions: 1024, released: '2023-12-11' }),
];
