import { chatModel } from '@agentforge/plugin-kit/provider-support/model-info';

// As of 2025-11-20. Source: GroqCloud models and pricing. Prices that changed often stay out.
export const models = [
  chatModel('llama-3.3-70b-versatile', {
    can: ['tools'],
    context: 131_072,
    output: 32_768,
    price: [0.59, 0.79],
    released: '2024-12-06',
  }),
  chatModel('llama-3.1-8b-instant', {
    can: ['tools'],
    context: 131_072,
    output: 131_072,
    price: [0.05, 0.08],
    released: '2024-07-23',
  }),
  chatModel('openai/gpt-oss-120b', {
    can: ['tools', 'jsonSchema', 'reasoning'],
    context: 131_072,
    output: 65_536,
    released: '2025-08-05',
  }),
  chatModel('openai/gpt-oss-20b', {
    can: ['tools', 'jsonSchema', 'reasoning'],
    context: 131_072,
    output: 65_536,
    released: '2025-08-05',
  }),
];
