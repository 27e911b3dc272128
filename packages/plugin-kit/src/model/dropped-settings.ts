import type { SharedV4Warning } from '@ai-sdk/provider';
import { ModelError, type ModelRequest } from '../model.ts';

const settings: readonly { feature: RegExp; name: string; isSet: (request: ModelRequest) => boolean }[] = [
  { feature: /^temperature$/, name: 'temperature', isSet: (request) => request.parameters?.temperature !== undefined },
  { feature: /^topP$/, name: 'top_p', isSet: (request) => request.parameters?.topP !== undefined },
  { feature: /^maxOutputTokens$/, name: 'max_tokens', isSet: (request) => request.parameters?.maxTokens !== undefined },
  { feature: /^stopSequences$/, name: 'stop', isSet: (request) => (request.parameters?.stop?.length ?? 0) > 0 },
  { feature: /^seed$/, name: 'seed', isSet: (request) => request.parameters?.seed !== undefined },
  {
    feature: /^reasoning/,
    name: 'reasoning_effort',
    isSet: (request) => request.parameters?.reasoningEffort !== undefined,
  },
  { feature: /^responseFormat$/, name: 'response schema', isSet: (request) => request.responseSchema !== undefined },
  { feature: /^tools?$/, name: 'tools', isSet: (request) => (request.tools?.length ?? 0) > 0 },
  { feature: /^toolChoice$/, name: 'tool_choice', isSet: (request) => request.toolChoice !== undefined },
];

/** SDKs drop what a model cannot do and only warn. What we asked for and would not get is refused instead. */
export function refuseDroppedSettings(warnings: readonly SharedV4Warning[], request: ModelRequest): void {
  for (const warning of warnings) {
    if (warning.type !== 'unsupported' && warning.type !== 'compatibility') continue;
    const setting = settings.find(({ feature, isSet }) => feature.test(warning.feature) && isSet(request));
    if (!setting) continue;
    const details = warning.details === undefined ? '' : ` (${warning.details.replace(/[.\s]+$/, '')})`;
    throw new ModelError(
      'unsupported',
      `This model does not support the setting "${setting.name}"${details}. Remove it from the model settings, or choose another model.`,
    );
  }
}
