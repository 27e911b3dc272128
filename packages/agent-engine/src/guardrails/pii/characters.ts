/** Bits of a character's class. A run (word) carries the union of its characters' bits. */
export const bits = {
  digit: 1,
  foreignDigit: 2,
  at: 4,
  label: 8,
  underscore: 16,
  dash: 32,
  bracket: 64,
  space: 128,
  newline: 256,
  /** Scripts written without spaces: every character is a border of its own. */
  unspaced: 512,
} as const;

export const borderBits = bits.space | bits.newline | bits.unspaced;
export const suspiciousBits = bits.digit | bits.at | bits.label | bits.underscore;

const ascii = new Uint16Array(128);
for (const space of [9, 11, 12, 32]) ascii[space] = bits.space;
for (const newline of [10, 13]) ascii[newline] = bits.newline;
for (let code = 48; code < 58; code += 1) ascii[code] = bits.digit;
ascii[64] = bits.at;
ascii[58] = bits.label;
ascii[61] = bits.label;
ascii[95] = bits.underscore;
ascii[45] = bits.dash;
ascii[91] = bits.bracket;

/** Start, end and class of ranges above ASCII, in order. What is in none of them is an ordinary letter or sign. */
const ranges: readonly (readonly [number, number, number])[] = [
  [0xa0, 0xa0, bits.space],
  [0x660, 0x669, bits.digit | bits.foreignDigit],
  [0x6f0, 0x6f9, bits.digit | bits.foreignDigit],
  [0xe00, 0xeff, bits.unspaced],
  [0x1000, 0x109f, bits.unspaced],
  [0x1680, 0x1680, bits.space],
  [0x1780, 0x17ff, bits.unspaced],
  [0x2000, 0x200a, bits.space],
  [0x2028, 0x2029, bits.newline],
  [0x202f, 0x202f, bits.space],
  [0x205f, 0x205f, bits.space],
  [0x2e80, 0xd7ff, bits.unspaced],
  [0xff01, 0xff0f, bits.unspaced],
  [0xff10, 0xff19, bits.digit | bits.foreignDigit],
  [0xff1a, 0xff1a, bits.label],
  [0xff1b, 0xff20, bits.unspaced],
];

/** The class bits of one UTF-16 code unit. */
export function classOf(code: number): number {
  if (code < 128) return ascii[code] ?? 0;
  if (code >= 0x621 && code <= 0x64a) return 0;
  for (const [start, end, value] of ranges) {
    if (code < start) return 0;
    if (code <= end) return value;
  }
  return 0;
}

/** Arabic-Indic, Persian and full-width digits as 0-9. Keeps the length, so offsets stay true. */
export function foldDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code >= 0xff10 ? code - 0xff10 : code & 15);
  });
}

/** What stands before `position`: the end of the context, then the segment up to there; at most `limit` characters. */
export function textBefore(segment: { context: string; text: string }, position: number, limit = 60): string {
  if (position >= limit) return segment.text.slice(position - limit, position);
  return (segment.context + segment.text.slice(0, position)).slice(-limit);
}

/** Letter or digit of any script, or `_`: a value next to one is part of a longer word. */
export function isWordCharacter(character: string): boolean {
  return character !== '' && /[\p{L}\p{N}_]/u.test(character);
}
