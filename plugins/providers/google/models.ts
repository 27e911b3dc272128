import { chatModel, embeddingModelInfo } from '@agentforge/plugin-kit/provider-support/model-info';

// As of 2025-11-20, prices for prompts up to 200,000 tokens. Source: Google AI for developers, models and pricing.
export const models = [
  chatModel('gemini-3-pro-preview', {
    can: ['tools', 'vision', 'pdf', 'jsonSchema', 'reasoning'],
    context: 1_048_576,
    output: 65_536,
    price: [2, 12],
    released: '2025-11-18',
  }),
  chatModel('gemini-2.5-pro', {
    can: ['tools', 'vision', 'pdf', 'jsonSchema', 'reasoning'],
    context: 1_048_576,
    output: 65_536,
    price: [1.25, 10],
    released: '2025-06-17',
  }),
  chatModel('gemini-2.5-flash', {
    can: ['tools', 'vision', 'pdf', 'jsonSchema', 'reasoning'],
    context: 1_048_576,
    output: 65_536,
    price: [0.3, 2.5],
    released: '2025-06-17',
  }),
  chatModel('gemini-2.5-flash-lite', {
    can: ['tools', 'vision', 'pdf', 'jsonSchema', 'reasoning'],
    context: 1_048_576,
    output: 65_536,
    price: [0.1, 0.4],
    released: '2025-07-22',
  }),
  chatModel('gemini-2.0-flash', {
    can: ['tools', 'vision', 'pdf', 'jsonSchema'],
    context: 1_048_576,
    output: 8192,
    price: [0.1, 0.4],
    released: '2025-02-05',
    successor: 'gemini-2.5-flash',
  }),
  embeddingModelInfo('gemini-embedding-001', {
    context: 2048,
    price: 0.15,
    dimensions: 3072,
    choices: [768, 1536, 3072],
    released: '2025-07-14',
  }),
];
