import { chatModel, embeddingModelInfo } from '@agentforge/plugin-kit/provider-support/model-info';

// As of 2026-10-17, when no end of these models was announced. Source: Cohere models, pricing and deprecations. Command A Reasoning is
// free up to a limit and then sold by capacity, so it has no price here.
export const models = [
  chatModel('command-a-03-2025', {
    can: ['tools', 'jsonSchema'],
    context: 256_000,
    output: 8000,
    price: [2.5, 10],
    released: '2025-03-13',
  }),
  chatModel('command-a-reasoning-08-2025', {
    can: ['tools', 'jsonSchema', 'reasoning'],
    context: 256_000,
    output: 32_000,
    released: '2025-08-21',
  }),
  chatModel('command-r-plus-08-2024', {
    can: ['tools', 'jsonSchema'],
    context: 128_000,
    output: 4000,
    price: [2.5, 10],
    released: '2024-08-30',
    successor: 'command-a-03-2025',
  }),
  chatModel('command-r-08-2024', {
    can: ['tools', 'jsonSchema'],
    context: 128_000,
    output: 4000,
    price: [0.15, 0.6],
    released: '2024-08-30',
  }),
  chatModel('command-r7b-12-2024', {
    can: ['tools', 'jsonSchema'],
    context: 128_000,
    output: 4000,
    price: [0.0375, 0.15],
    released: '2024-12-13',
  }),
  embeddingModelInfo('embed-v4.0', {
    context: 128_000,
    price: 0.12,
    dimensions: 1536,
    choices: [256, 512, 1024, 1536],
    released: '2025-04-15',
  }),
  embeddingModelInfo('embed-multilingual-v3.0', { context: 512, price: 0.1, dimensions: 1024, released: '2023-11-02' }),
  embeddingModelInfo('embed-english-v3.0', { context: 512, price: 0.1, dimensions: 1024, released: '2023-11-02' }),
];
