import { chatModel } from '@agentforge/plugin-kit/provider-support/model-info';

export const models = [
  chatModel('local', { can: ['tools', 'jsonSchema'], context: 1_000_000, output: 100_000, price: [0, 0, 0] }),
];
