import { chatModel, embeddingModelInfo } from '@agentforge/plugin-kit/provider-support/model-info';

// As of 2025-11-20. Source: Together AI serverless models. Others are listed live.
export const models = [
  chatModel('meta-llama/Llama-3.3-70B-Instruct-Turbo', {
    can: ['tools', 'jsonSchema'],
    context: 131_072,
    price: [0.88, 0.88],
  }),
  chatModel('Qwen/Qwen2.5-72B-Instruct-Turbo', { can: ['tools', 'jsonSchema'], context: 32_768 }),
  chatModel('deepseek-ai/DeepSeek-V3', { can: ['tools', 'jsonSchema'], context: 131_072 }),
  embeddingModelInfo('BAAI/bge-large-en-v1.5', { context: 512, dimensions: 1024 }),
  embeddingModelInfo('intfloat/multilingual-e5-large-instruct', { context: 514, dimensions: 1024 }),
];
