import { chatModel, embeddingModelInfo } from '@agentforge/plugin-kit/provider-support/model-info';

// As of 2025-11-20. Source: Mistral AI models and pricing. What "latest" points to changes, so it has no price here.
export const models = [
  chatModel('mistral-medium-2508', {
    can: ['tools', 'vision', 'jsonSchema'],
    context: 131_072,
    price: [0.4, 2],
    released: '2025-08-12',
  }),
  chatModel('mistral-large-2411', {
    can: ['tools', 'jsonSchema'],
    context: 131_072,
    price: [2, 6],
    released: '2024-11-18',
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
  chatModel('mistral-large-latest', { can: ['tools', 'jsonSchema'] }),
  chatModel('mistral-medium-latest', { can: ['tools', 'vision', 'jsonSchema'] }),
  chatModel('mistral-small-latest', { can: ['tools', 'vision', 'jsonSchema'] }),
  embeddingModelInfo('mistral-embed', { context: 8192, price: 0.1, dimensions: 1024, released: '2023-12-11' }),
];
