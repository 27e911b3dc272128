import { field } from '@agentforge/plugin-kit/manifest';
import { ModelError } from '@agentforge/plugin-kit/model';
import { defineProvider } from '@agentforge/plugin-kit/provider';
import { z } from 'zod';
import { models } from './models.ts';

/** `demo/local`: the built-in demonstration model, offline, deterministic, and open about what it is. */
export const provider = defineProvider({
  manifest: {
    type: 'demo',
    name: 'Demonstration model',
    description:
      'Built in, offline and free: calls tools and quotes knowledge by rules, to try everything out before a real model is connected.',
    icon: 'flask-conical',
    capabilities: { chat: true, embeddings: false, listsModels: true },
    environment: {},
    local: true,
  },
  config: z.object({
    delay_ms: field(z.number().int().min(0).max(2000).default(0), {
      title: 'Delay per word',
      description: 'Milliseconds between words, to see how streaming looks.',
      widget: 'number',
      advanced: true,
    }),
  }),
  models,
  lacks: () => ['temperature', 'top_p', 'max_tokens', 'stop', 'seed', 'reasoning_effort'],
  async connect(config, ports) {
    const { createDemoModel } = await import('./demo-model.ts');
    return {
      languageModel(model) {
        if (model !== 'local')
          throw new ModelError(
            'model_not_found',
            `There is no demonstration model "${model}". Choose "${ports.connectionName}/local".`,
          );
        return createDemoModel(`${ports.connectionName}/local`, config.delay_ms);
      },
      listModels: async () => [...models],
    };
  },
});
