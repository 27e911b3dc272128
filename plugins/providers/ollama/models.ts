import { chatModel, embeddingModelInfo } from '@agentforge/plugin-kit/provider-support/model-info';

// What these can do, by their model cards; context is the server's setting, so it stays unknown here.
export const models = [
  chatModel('llama3.1', { can: ['tools', 'jsonSchema'] }),
  chatModel('llama3.2', { can: ['tools', 'jsonSchema'] }),
  chatModel('llama3.3', { can: ['tools', 'jsonSchema'] }),
  chatModel('qwen2.5', { can: ['tools', 'jsonSchema'] }),
  chatModel('qwen3', { can: ['tools', 'jsonSchema', 'reasoning'] }),
  chatModel('mistral-nemo', { can: ['tools', 'jsonSchema'] }),
  chatModel('gpt-oss', { can: ['tools', 'jsonSchema', 'reasoning'] }),
  chatModel('gemma3', { can: ['vision', 'jsonSchema'] }),
  embeddingModelInfo('nomic-embed-text', { context: 2048, dimensions: 768 }),
  embeddingModelInfo('mxbai-embed-large', { context: 512, dimensions: 1024 }),
  embeddingModelInfo('bge-m3', { context: 8192, dimensions: 1024 }),
];
