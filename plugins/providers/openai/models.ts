import { chatModel, embeddingModelInfo } from '@agentforge/plugin-kit/provider-support/model-info';

const classic = ['tools', 'vision', 'pdf', 'jsonSchema'] as const;
const thinking = [...classic, 'reasoning'] as const;

const large = { can: thinking, context: 1_050_000, output: 128_000 } as const;
const five = { can: thinking, context: 400_000, output: 128_000 } as const;
const four = { can: classic, context: 1_047_576, output: 32_768 } as const;

// As of 2026-11-17, prices for prompts up to 272,000 tokens. Source: OpenAI's model and deprecation pages, changelog (GPT-6.2 Astra, GPT-5.4
// and 5.5: notes that quote them). The price of GPT-5.6 Sol was a promotion "until at least 2026-11-21", so it stays out.
export const models = [
  chatModel('gpt-6.2-astra', { ...large, price: [8, 40, 0.4] }),
  chatModel('gpt-6.2-sol', { ...large, price: [2, 10, 0.1], released: '2026-11-17' }),
  chatModel('gpt-6-astra', { ...large, price: [10, 50, 1], released: '2026-09-03' }),
  chatModel('gpt-6.1-sol', { ...large, price: [2, 10, 0.1], released: '2026-09-29' }),
  chatModel('gpt-6.1-terra', { ...large, price: [1, 5, 0.05], released: '2026-10-26' }),
  chatModel('gpt-6-luna', { ...large, price: [0.1, 0.5, 0.01], released: '2026-09-22' }),
  chatModel('gpt-6-sol', { ...large, price: [2, 10, 0.2], released: '2026-09-22', successor: 'gpt-6.1-sol' }),
  chatModel('gpt-5.6-sol', { ...large, released: '2026-07-09' }),
  chatModel('gpt-5.6-terra', { ...large, price: [2, 12, 0.2], released: '2026-07-09' }),
  chatModel('gpt-5.6-luna', { ...large, price: [0.2, 1.2, 0.02], released: '2026-07-09' }),
  chatModel('gpt-5.5', { can: thinking, price: [5, 30], released: '2026-04-23' }),
  chatModel('gpt-5.4', { can: thinking, price: [2.5, 15, 0.25], released: '2026-03-05' }),
  chatModel('gpt-5.4-mini', { can: thinking, price: [0.75, 4.5, 0.075] }),
  chatModel('gpt-5.4-nano', { can: thinking, price: [0.2, 1.25], retires: '2027-04-01' }),
  chatModel('gpt-5.1', { ...five, price: [1.25, 10, 0.125], released: '2025-11-13', retires: '2027-04-01' }),
  chatModel('gpt-5', {
    ...five,
    price: [1.25, 10, 0.125],
    released: '2025-08-07',
    retires: '2026-12-11',
    successor: 'gpt-6.1-sol',
  }),
  chatModel('gpt-5-mini', {
    ...five,
    price: [0.25, 2, 0.025],
    released: '2025-08-07',
    retires: '2026-12-11',
    successor: 'gpt-6.1-terra',
  }),
  chatModel('gpt-5-nano', {
    ...five,
    price: [0.05, 0.4, 0.005],
    released: '2025-08-07',
    retires: '2026-12-11',
    successor: 'gpt-6-luna',
  }),
  chatModel('gpt-4.1', {
    ...four,
    price: [2, 8, 0.5],
    released: '2025-04-14',
    retires: '2027-01-14',
    successor: 'gpt-6-luna',
  }),
  chatModel('gpt-4.1-mini', {
    ...four,
    price: [0.4, 1.6, 0.1],
    released: '2025-04-14',
    retires: '2027-01-14',
    successor: 'gpt-6-luna',
  }),
  chatModel('gpt-4.1-nano', {
    ...four,
    price: [0.1, 0.4, 0.025],
    released: '2025-04-14',
    retires: '2026-10-23',
    successor: 'gpt-5.6-luna',
  }),
  chatModel('gpt-4o', {
    can: classic,
    context: 128_000,
    output: 16_384,
    price: [2.5, 10, 1.25],
    released: '2024-05-13',
    retires: '2027-01-14',
    successor: 'gpt-6-luna',
  }),
  chatModel('gpt-4o-mini', {
    can: classic,
    context: 128_000,
    output: 16_384,
    price: [0.15, 0.6, 0.075],
    released: '2024-07-18',
    retires: '2027-01-14',
    successor: 'gpt-6-luna',
  }),
  chatModel('o3', {
    can: thinking,
    context: 200_000,
    output: 100_000,
    price: [2, 8, 0.5],
    released: '2025-04-16',
    retires: '2026-12-11',
    successor: 'gpt-5.6-sol',
  }),
  chatModel('o4-mini', {
    can: thinking,
    context: 200_000,
    output: 100_000,
    price: [1.1, 4.4, 0.275],
    released: '2025-04-16',
    retires: '2026-10-23',
    successor: 'gpt-5.6-terra',
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
