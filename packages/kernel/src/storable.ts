import { trusted } from './trust.ts';

/** PostgreSQL holds no NUL characters, and no halves of surrogate pairs in JSON. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** The text without NUL characters; `�` stands for half a character. */
export function storableText(text: string): string {
  return isStorable(text) ? text : text.replaceAll('\0', '').toWellFormed();
}

/** The same value with every text and key storable; what is storable already is not copied. For plain data only. */
export function storable<Value>(value: Value): Value {
  return trusted<Value>(storableValue(value), 'only characters within texts differ');
}

function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(storableValue);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const entries = Object.entries(value);
  const cleaned = entries.map(([key, item]): [string, unknown] => [storableText(key), storableValue(item)]);
  const same = cleaned.every(([key, item], index) => key === entries[index]?.[0] && item === entries[index]?.[1]);
  return same ? value : Object.fromEntries(cleaned);
}

/** Where a text ends in the first half of a character whose second half may follow, that half; else empty. */
export function openHalf(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(-1) : '';
}
