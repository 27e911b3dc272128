import { chatModel } from '@agentforge/plugin-kit/provider-support/model-info';

// As of 2025-11-20, without the fee per search. Source: Perplexity API pricing. It has no listing and no tools.
export const models = [
  chatModel('sonar', { can: ['jsonSchema'], context: 128_000, price: [1, 1] }),
  chatModel('sonar-pro', { can: ['jsonSchema'], context: 200_000, output: 8000, price: [3, 15] }),
  chatModel('sonar-reasoning-pro', { can: ['jsonSchema', 'reasoning'], context: 128_000, price: [2, 8] }),
  chatModel('sonar-deep-research', { can: ['jsonSchema', 'reasoning'], context: 128_000, price: [2, 8] }),
];
