import { chatModel } from '@agentforge/plugin-kit/provider-support/model-info';

// As of 2025-11-20 (DeepSeek-V3.2). Source: DeepSeek API, models and pricing.
export const models = [
  chatModel('deepseek-chat', { can: ['tools'], context: 128_000, output: 8192, price: [0.28, 0.42, 0.028] }),
  chatModel('deepseek-reasoner', {
    can: ['tools', 'reasoning'],
    context: 128_000,
    output: 65_536,
    price: [0.28, 0.42, 0.028],
  }),
];
