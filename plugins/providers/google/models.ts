import { chatModel, embeddingModelInfo } from '@agentforge/plugin-kit/provider-support/model-info';

const abilities = ['tools', 'vision', 'pdf', 'jsonSchema', 'reasoning'] as const;
const limits = { can: abilities, context: 1_048_576, output: 65_536 } as const;

// As of 2026-11-10, prices for prompts up to 200,000 tokens. Source: Google AI for developers, models, pricing and deprecations. Gemini 4
// Argon: the price from 2026-12-01 (half of it before); 3.8 Flash: the price through 2026-12-31 (twice as much after). After its end a
// request to Gemini 2.5 is answered and charged by the successor.
export const models = [
  chatModel('gemini-4-argon', { ...limits, price: [4, 20, 0.2], released: '2026-10-13' }),
  chatModel('gemini-3.8-flash', { ...limits, price: [0.75, 3.75, 0.075], released: '2026-09-02' }),
  chatModel('gemini-3.7-flash', { ...limits, released: '2026-08-13' }),
  chatModel('gemini-3.6-flash', { ...limits, released: '2026-07-21' }),
  chatModel('gemini-3.5-flash-lite', { ...limits, price: [0.3, 2.5, 0.03], released: '2026-07-21' }),
  chatModel('gemini-3.5-flash', { ...limits, price: [1.5, 9, 0.15], released: '2026-05-19' }),
  chatModel('gemini-3.1-pro-preview', { ...limits, price: [2, 12], released: '2026-02-19' }),
  chatModel('gemini-3.1-flash-lite', { ...limits, price: [0.25, 1.5], released: '2026-05-07', retires: '2027-05-07' }),
  chatModel('gemini-3-flash-preview', { ...limits, released: '2025-12-17' }),
  chatModel('gemini-2.5-pro', {
    ...limits,
    price: [1.25, 10],
    released: '2025-06-17',
    retires: '2026-12-01',
    successor: 'gemini-3.8-flash',
  }),
  chatModel('gemini-2.5-flash', {
    ...limits,
    price: [0.3, 2.5],
    released: '2025-06-17',
    retires: '2026-12-01',
    successor: 'gemini-3.5-flash-lite',
  }),
  chatModel('gemini-2.5-flash-lite', { ...limits, price: [0.1, 0.4], released: '2025-07-22' }),
  chatModel('gemini-3-pro-preview', {
    ...limits,
    price: [2, 12],
    released: '2025-11-18',
    retires: '2026-03-09',
    successor: 'gemini-3.1-pro-preview',
  }),
  chatModel('gemini-2.0-flash', {
    can: ['tools', 'vision', 'pdf', 'jsonSchema'],
    context: 1_048_576,
    output: 8192,
    price: [0.1, 0.4],
    released: '2025-02-05',
    retires: '2026-06-01',
    successor: 'gemini-3.1-flash-lite',
  }),
  embeddingModelInfo('gemini-embedding-001', {
    context: 2048,
    price: 0.15,
    dimensions: 3072,
    choices: [768, 1536, 3072],
    released: '2025-07-14',
  }),
];
