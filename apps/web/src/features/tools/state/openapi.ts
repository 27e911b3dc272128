import type { AnswerOf } from '@agentforge/contracts/shared/endpoint';
import type { importOpenApi } from '@agentforge/contracts/tools/endpoints';
import type { ToolDraft } from '../../../shared/tool-form/tool-queries.ts';

export type Operation = AnswerOf<typeof importOpenApi>['operations'][number];

/** Settings of an `api` tool that say how its calls sign in. */
export const accessFields = [
  'auth_type',
  'auth_value',
  'api_key_name',
  'api_key_location',
  'token_url',
  'client_id',
  'client_secret',
  'scope',
] as const;

const isAccessField = new Set<string>(accessFields);

/** A config schema cut down to the fields of signing in. */
export function accessSchemaOf(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const properties = schema['properties'];
  const entries = typeof properties === 'object' && properties !== null ? Object.entries(properties) : [];
  const own = entries.filter(([name]) => isAccessField.has(name));
  return { type: 'object', properties: Object.fromEntries(own) };
}

/** What the document itself says about signing in, from its first operation that needs it. */
export function accessOf(operations: readonly Operation[]): Record<string, unknown> {
  const secured = operations.find(({ config }) => (config['auth_type'] ?? 'none') !== 'none') ?? operations[0];
  return Object.fromEntries(Object.entries(secured?.config ?? {}).filter(([name]) => isAccessField.has(name)));
}

export interface ImportChoices {
  prefix: string;
  access: Readonly<Record<string, unknown>>;
}

const nameLimit = 120;

/** The tools to create: one per operation, all signing in alike; equal names get a number. */
export function draftsOf(operations: readonly Operation[], { prefix, access }: ImportChoices): ToolDraft[] {
  const taken = new Map<string, number>();
  return operations.map((operation) => {
    const name = `${prefix}${operation.name}`.trim().slice(0, nameLimit);
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    const own = Object.entries(operation.config).filter(([field]) => !isAccessField.has(field));
    return {
      type: 'api',
      name: count === 1 ? name : `${name.slice(0, nameLimit - 4)} ${count}`,
      description: operation.description.slice(0, 2000),
      config: { ...Object.fromEntries(own), ...access },
      is_active: true,
    };
  });
}

export interface ImportProgress {
  done: number;
  failed: readonly { draft: ToolDraft; error: unknown }[];
}

/** Creates one after the other: a refusal of one does not stop the rest, and limits are not run into. */
export async function createAll(
  drafts: readonly ToolDraft[],
  create: (draft: ToolDraft) => Promise<unknown>,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportProgress> {
  let progress: ImportProgress = { done: 0, failed: [] };
  for (const draft of drafts) {
    try {
      await create(draft);
      progress = { ...progress, done: progress.done + 1 };
    } catch (error) {
      progress = { ...progress, failed: [...progress.failed, { draft, error }] };
    }
    onProgress(progress);
  }
  return progress;
}
