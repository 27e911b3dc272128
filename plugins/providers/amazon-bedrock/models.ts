import { chatModel, embeddingModelInfo } from '@agentforge/plugin-kit/provider-support/model-info';

// As of 2025-11-20, prices of us-east-1. Source: Amazon Bedrock model cards and pricing. Most regions want a profile in front: us., eu., global.
export const models = [
  chatModel('anthropic.claude-sonnet-4-5-20250929-v1:0', {
    can: ['tools', 'vision', 'pdf', 'reasoning'],
    context: 200_000,
    output: 64_000,
    price: [3, 15, 0.3],
    released: '2025-09-29',
  }),
  chatModel('anthropic.claude-haiku-4-5-20251001-v1:0', {
    can: ['tools', 'vision', 'pdf', 'reasoning'],
    context: 200_000,
    output: 64_000,
    price: [1, 5, 0.1],
    released: '2025-10-15',
  }),
  chatModel('amazon.nova-pro-v1:0', {
    can: ['tools', 'vision', 'pdf'],
    context: 300_000,
    price: [0.8, 3.2],
    released: '2024-12-03',
  }),
  chatModel('amazon.nova-lite-v1:0', {
    can: ['tools', 'vision', 'pdf'],
    context: 300_000,
    price: [0.06, 0.24],
    released: '2024-12-03',
  }),
  chatModel('amazon.nova-micro-v1:0', {
    can: ['tools'],
    context: 128_000,
    price: [0.035, 0.14],
    released: '2024-12-03',
  }),
  chatModel('meta.llama3-3-70b-instruct-v1:0', { can: ['tools'], context: 128_000, price: [0.72, 0.72] }),
  embeddingModelInfo('amazon.titan-embed-text-v2:0', {
    context: 8192,
    price: 0.02,
    dimensions: 1024,
    choices: [256, 512, 1024],
    released: '2024-04-30',
  }),
  embeddingModelInfo('cohere.embed-multilingual-v3', { context: 512, price: 0.1, dimensions: 1024 }),
];
