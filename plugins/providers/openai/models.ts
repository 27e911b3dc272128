import { chatModel, embeddingModelInfo } from '@agentforge/plugin-kit/provider-support/model-info';

const classic = ['tools', 'vision', 'pdf', 'jsonSchema'] as const;
const thinking = [...classic, 'reasoning'] as const;

// As of 2025-11-20. Source: OpenAI's model and pricing pages. Newer models are listed live, without limits and prices.
export const models = [
  chatModel('gpt-5.1', {
    can: thinking,
    context: 400_000,
    output: 128_000,
    price: [1.25, 10, 0.125],
    released: '2025-11-13',
  }),
  chatModel('gpt-5', {
    can: thinking,
    context: 400_000,
    output: 128_000,
    price: [1.25, 10, 0.125],
    released: '2025-08-07',
    successor: 'gpt-5.1',
  }),
  chatModel('gpt-5-mini', {
    can: thinking,
    context: 400_000,
    output: 128_000,
    price: [0.25, 2, 0.025],
    released: '2025-08-07',
  }),
  chatModel('gpt-5-nano', {
    can: thinking,
    context: 400_000,
    output: 128_000,
    price: [0.05, 0.4, 0.005],
    released: '2025-08-07',
  }),
  chatModel('gpt-4.1', {
    can: classic,
    context: 1_047_576,
    output: 32_768,
    price: [2, 8, 0.5],
    released: '2025-04-14',
  }),
  chatModel('gpt-4.1-mini', {
    can: classic,
    context: 1_047_576,
    output: 32_768,
    price: [0.4, 1.6, 0.1],
    released: '2025-04-14',
  }),
  chatModel('gpt-4.1-nano', {
    can: classic,
    context: 1_047_576,
    output: 32_768,
    price: [0.1, 0.4, 0.025],
    released: '2025-04-14',
  }),
  chatModel('gpt-4o', {
    can: classic,
    context: 128_000,
    output: 16_384,
    price: [2.5, 10, 1.25],
    released: '2024-05-13',
    successor: 'gpt-4.1',
  }),
  chatModel('gpt-4o-mini', {
    can: classic,
    context: 128_000,
    output: 16_384,
    price: [0.15, 0.6, 0.075],
    released: '2024-07-18',
    successor: 'gpt-4.1-mini',
  }),
  chatModel('o3', {
    can: thinking,
    context: 200_000,
    output: 100_000,
    price: [2, 8, 0.5],
    released: '2025-04-16',
    successor: 'gpt-5',
  }),
  chatModel('o4-mini', {
    can: thinking,
    context: 200_000,
    output: 100_000,
    price: [1.1, 4.4, 0.275],
    released: '2025-04-16',
    successor: 'gpt-5-mini',
  }),
  embeddingModelInfo('text-embedding-3-small', {
    context: 8191,
    price: 0.02,
    dimensions: 1536,
    choices: [256, 512, 1024, 1536],
    released: '2024-01-25',
  }),
  embeddingModelInfo('text-embedding-3-large', {
    context: 8191,
    price: 0.13,
    dimensions: 3072,
    choices: [256, 1024, 1536, 3072],
    released: '2024-01-25',
  }),
  embeddingModelInfo('text-embedding-ada-002', { context: 8191, price: 0.1, dimensions: 1536, released: '2022-12-15' }),
];
