import type { KnowledgeBase } from '@agentforge/contracts/knowledge/schemas';

export interface BaseValues {
  name: string;
  description: string;
  chunk_size: number;
  chunk_overlap: number;
  embedding_model: string | null;
  embedding_dimensions: number | null;
  search_type: KnowledgeBase['search_type'];
}

export const newBase: BaseValues = {
  name: '',
  description: '',
  chunk_size: 1000,
  chunk_overlap: 150,
  embedding_model: null,
  embedding_dimensions: null,
  search_type: 'hybrid',
};

export const baseFields = [
  'name',
  'description',
  'chunk_size',
  'chunk_overlap',
  'embedding_model',
  'embedding_dimensions',
  'search_type',
] as const;

export function valuesOf(base: KnowledgeBase): BaseValues {
  const { name, description, chunk_size, chunk_overlap, embedding_model, embedding_dimensions, search_type } = base;
  return { name, description, chunk_size, chunk_overlap, embedding_model, embedding_dimensions, search_type };
}

/** Only what differs, for a PATCH. */
export function changedValues(from: BaseValues, to: BaseValues): Partial<BaseValues> {
  return Object.fromEntries(baseFields.filter((field) => from[field] !== to[field]).map((field) => [field, to[field]]));
}

/** Changes after which every document is processed again. */
export function reindexes(change: Partial<BaseValues>): boolean {
  return ['chunk_size', 'chunk_overlap', 'embedding_model', 'embedding_dimensions'].some((field) => field in change);
}
