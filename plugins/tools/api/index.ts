import { type Clock, systemClock } from '@agentforge/kernel/clock';
import { functionName } from '@agentforge/plugin-kit/function-name';
import { nameParameters, parametersSchema } from '@agentforge/plugin-kit/input-parameters';
import { defineTool, type RiskClass, type ToolPlugin } from '@agentforge/plugin-kit/tool';
import { placeParameters } from './build-request.ts';
import { callApi } from './call.ts';
import { type ApiConfig, apiConfig } from './config.ts';
import { createTokenSource } from './oauth-token.ts';

export { importOpenApi } from './openapi-import.ts';

const risks: Partial<Record<ApiConfig['http_method'], RiskClass>> = { GET: 'read', DELETE: 'destructive' };

/** The `api` tool: one HTTP operation as one function. `clock` decides when OAuth tokens are old. */
export function createApiTool(clock: Clock): ToolPlugin<typeof apiConfig> {
  const tokens = createTokenSource(clock);
  return defineTool({
    manifest: {
      type: 'api',
      name: 'API',
      description: 'Lets an agent call one operation of any web API with inputs it fills in itself.',
      icon: 'plug',
      category: 'integration',
    },
    config: apiConfig,
    functions: (tool) => {
      const { config } = tool;
      const placed = placeParameters(config);
      const named = nameParameters(placed);
      const call = { toolId: tool.id, config, named, placed, tokens };
      return [
        {
          name: functionName(tool),
          description: tool.description.trim() || `${tool.name} (${config.http_method} ${config.endpoint_path || '/'})`,
          parameters: parametersSchema(named),
          risk: risks[config.http_method] ?? 'write',
          idempotent: ['GET', 'PUT', 'DELETE'].includes(config.http_method),
          execute: (args, context) => callApi(call, args, context),
        },
      ];
    },
  });
}

export const apiTool = createApiTool(systemClock);
