import { useErrorText } from '../../../shared/error-notice.tsx';
import { problemFields } from '../../../shared/forms/problem-fields.ts';
import { type BaseValues, baseFields } from '../base-values.ts';

export interface BaseErrors {
  fields: Partial<Record<keyof BaseValues, string>>;
  /** What belongs to no field. */
  rest: string | undefined;
}

/** A failed save, sorted into the form. */
export function useBaseErrors(error: unknown): BaseErrors {
  const describe = useErrorText();
  if (!error) return { fields: {}, rest: undefined };
  const { fields, rest } = problemFields(error, baseFields);
  const { title, text } = describe(error);
  return {
    fields: Object.fromEntries(fields.map(({ name, message }) => [name, message])),
    rest: rest ? text || title : undefined,
  };
}
