import { chatModel } from '@agentforge/plugin-kit/provider-support/model-info';

const abilities = ['tools', 'reasoning'] as const;

// As of 2026-10-17, prices of the peak hours (half of it off-peak). Source: DeepSeek API, models and pricing. The two old names ended on
// 2026-07-24; deepseek-flash is V4.1.
export const models = [
  chatModel('deepseek-flash', {
    can: [...abilities, 'vision'],
    context: 1_000_000,
    output: 384_000,
    price: [0.3, 1.2, 0.006],
    released: '2026-09-10',
  }),
  chatModel('deepseek-v4-pro', {
    can: abilities,
    context: 1_000_000,
    output: 384_000,
    price: [1.32, 3.96, 0.044],
  }),
  chatModel('deepseek-chat', {
    can: ['tools'],
    context: 128_000,
    output: 8192,
    price: [0.28, 0.42, 0.028],
    retires: '2026-07-24',
    successor: 'deepseek-flash',
  }),
  chatModel('deepseek-reasoner', {
    can: abilities,
    context: 128_000,
    output: 65_536,
    price: [0.28, 0.42, 0.028],
    retires: '2026-07-24',
    successor: 'deepseek-flash',
  }),
];
