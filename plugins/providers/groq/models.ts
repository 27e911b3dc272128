import { chatModel } from '@agentforge/plugin-kit/provider-support/model-info';

// As of 2026-07-31. Source: GroqCloud models and deprecations; the end of the Llama models: notes that quote Groq's announcement.
export const models = [
  chatModel('openai/gpt-oss-120b', {
    can: ['tools', 'jsonSchema', 'reasoning'],
    context: 131_072,
    output: 65_536,
    price: [0.15, 0.6],
    released: '2025-08-05',
  }),
  chatModel('openai/gpt-oss-20b', {
    can: ['tools', 'jsonSchema', 'reasoning'],
    context: 131_072,
    output: 65_536,
    price: [0.075, 0.3],
    released: '2025-08-05',
  }),
  chatModel('qwen/qwen3.6-27b', { can: ['tools', 'vision', 'reasoning'], context: 131_072 }),
  chatModel('llama-3.3-70b-versatile', {
    can: ['tools'],
    context: 131_072,
    output: 32_768,
    price: [0.59, 0.79],
    released: '2024-12-06',
    retires: '2026-08-16',
    successor: 'openai/gpt-oss-120b',
  }),
  chatModel('llama-3.1-8b-instant', {
    can: ['tools'],
    context: 131_072,
    output: 131_072,
    price: [0.05, 0.08],
    released: '2024-07-23',
    retires: '2026-08-16',
    successor: 'openai/gpt-oss-20b',
  }),
];
