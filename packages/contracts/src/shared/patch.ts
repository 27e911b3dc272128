import { trusted } from '@agentforge/kernel/trust';
import { z } from 'zod';

export type PatchShape<S extends z.ZodRawShape> = {
  [K in keyof S]: S[K] extends z.ZodDefault<infer T> ? z.ZodOptional<T> : z.ZodOptional<S[K]>;
};

/** Fields of a PATCH body: each optional and without its default, for zod fills defaults into optional fields too. */
export function patchShape<S extends z.ZodRawShape>(shape: S): PatchShape<S> {
  const entries = Object.entries(shape).map(([name, schema]): [string, unknown] => {
    const inner = schema instanceof z.ZodDefault ? schema.unwrap() : schema;
    return [name, z.optional(trusted<z.ZodType>(inner, 'members of a shape are schemas'))];
  });
  return trusted<PatchShape<S>>(Object.fromEntries(entries), 'same keys, each unwrapped and made optional');
}
