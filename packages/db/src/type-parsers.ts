import { trusted } from '@agentforge/kernel/trust';
import pg from 'pg';

type TextParser = (text: string) => unknown;

const keepText: TextParser = (text) => text;

/** `int8`: a number while it is exact, else a bigint, so `count(*)` is a plain number. */
function parseInt8(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

const utcTimestamp = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/;

/**
 * `timestamptz` as RFC 3339 in UTC with three digits (six if it has microseconds): what `toISOString` gives,
 * so values of one column sort as text. `infinity` and years before Christ stay as PostgreSQL writes them.
 */
export function parseTimestamp(text: string): string {
  const match = utcTimestamp.exec(text);
  if (match === null) return text;
  const fraction = match[3] ?? '';
  const digits = fraction.length > 3 ? fraction.padEnd(6, '0') : fraction.padEnd(3, '0');
  return `${match[1]}T${match[2]}.${digits}Z`;
}

const parseBytes: TextParser = (text) => Buffer.from(text.slice(2), 'hex');
const parseJson: TextParser = (text) => JSON.parse(text);
const parseBoolean: TextParser = (text) => text === 't';

/** [type, its array type, parser]; object ids of built-in types never change. */
const builtIn: readonly (readonly [number, number, TextParser])[] = [
  [16, 1000, parseBoolean],
  [17, 1001, parseBytes],
  [20, 1016, parseInt8],
  [21, 1005, Number],
  [23, 1007, Number],
  [26, 1028, Number],
  [700, 1021, Number],
  [701, 1022, Number],
  [114, 199, parseJson],
  [3802, 3807, parseJson],
  [1184, 1185, parseTimestamp],
  [25, 1009, keepText],
  [1043, 1015, keepText],
  [1042, 1014, keepText],
  [19, 1003, keepText],
  [2950, 2951, keepText],
  [1700, 1231, keepText],
  [1082, 1182, keepText],
  [1083, 1183, keepText],
  [1114, 1115, keepText],
  [1186, 1187, keepText],
  [869, 1041, keepText],
];

const parseTextArray: TextParser = pg.types.getTypeParser(
  trusted<never>(1009, 'text[] has no name in the driver'),
  'text',
);

function parseElements(value: unknown, parse: TextParser): unknown {
  if (Array.isArray(value)) return value.map((item) => parseElements(item, parse));
  return typeof value === 'string' ? parse(value) : null;
}

const parsers = new Map<number, TextParser>();
for (const [scalar, array, parse] of builtIn) {
  parsers.set(scalar, parse);
  parsers.set(array, (text) => parseElements(parseTextArray(text), parse));
}

/** How a value of the type with this object id is read. Unknown types (`vector`, enums, ranges) stay text. */
export function parserOf(typeId: number): TextParser {
  return parsers.get(typeId) ?? keepText;
}
