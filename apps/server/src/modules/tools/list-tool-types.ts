import { listToolTypes } from '@agentforge/contracts/tools/endpoints';
import { type Verb, verb } from '../../platform/verb.ts';
import type { ToolKinds } from './tool-kinds.ts';

export function listToolTypesVerb(kinds: ToolKinds): Verb {
  return verb(listToolTypes, async () => ({ data: kinds.present(), next_cursor: null }));
}
