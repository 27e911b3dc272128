export interface Marker {
  start: number;
  end: number;
  /** 1-based numbers of passages, in the order written. */
  indexes: number[];
}

const digit = '[0-9\u0660-\u0669\u06f0-\u06f9]';
const list = `${digit}{1,3}(?:\\s{0,2}[-–,;،、]\\s{0,2}${digit}{1,3}){0,20}`;
const marker = new RegExp(`\\[\\s?(${list})\\s?\\](?!\\()|【\\s?(${list})\\s?】`, 'g');
const longestRange = 20;

function numberOf(text: string): number {
  return Number(text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (sign) => String(sign.charCodeAt(0) & 0xf)));
}

function indexesOf(text: string): number[] {
  return text.split(/[,;،、]/).flatMap((part) => {
    const [from = 0, to = from] = part.split(/[-–]/).map((piece) => numberOf(piece.trim()));
    if (to < from || to - from >= longestRange) return [from, to];
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

/** Code is quoted, not claimed: `list[1]` in it is no citation. */
function codeSpans(text: string): [number, number][] {
  return Array.from(text.matchAll(/```[\s\S]*?(?:```|$)|`[^`\n]+`/g), (match) => [
    match.index,
    match.index + match[0].length,
  ]);
}

/** Citation markers of an answer: `[1]`, `[1][2]`, `[1, 2]`, `[1-3]`, `【1】`, `[١]`; not links, not code. */
export function findMarkers(answer: string): Marker[] {
  const code = codeSpans(answer);
  const markers: Marker[] = [];
  for (const match of answer.matchAll(marker)) {
    const start = match.index;
    if (code.some(([from, to]) => start >= from && start < to)) continue;
    const indexes = [...new Set(indexesOf(match[1] ?? match[2] ?? ''))];
    markers.push({ start, end: start + match[0].length, indexes });
  }
  return markers;
}
