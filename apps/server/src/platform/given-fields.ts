import { trusted } from '@agentforge/kernel/trust';

export type GivenFields<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields of a PATCH that were sent: what is undefined is left out, so it changes no column. Null stays. */
export function givenFields<T extends object>(values: T): GivenFields<T> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return trusted<GivenFields<T>>(Object.fromEntries(given), 'same keys, without those that are undefined');
}
