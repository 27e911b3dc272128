export interface TableData {
  headers: string[];
  rows: string[][];
}

/** Reads pasted CSV or a piece of a spreadsheet (tabs). Quoted fields may hold separators, quotes ("") and new lines. */
export function parseTable(text: string): TableData {
  const separator = separatorOf(text);
  const lines = recordsOf(text, separator).filter((record) => record.some((field) => field.trim() !== ''));
  const [first = [], ...rest] = lines;
  const width = Math.max(0, ...lines.map((record) => record.length));
  const headers = fill(first, width).map((header, index) => header.trim() || `Column ${index + 1}`);
  return { headers, rows: rest.map((record) => fill(record, width)) };
}

function separatorOf(text: string): string {
  const line = text.slice(0, text.search(/\n|$/));
  const counted = ['\t', ';', ','].map((mark) => ({ mark, count: line.split(mark).length }));
  return counted.toSorted((left, right) => right.count - left.count)[0]?.mark ?? ',';
}

function fill(record: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, index) => record[index] ?? '');
}

function recordsOf(text: string, separator: string): string[][] {
  const field = new RegExp(
    `("(?:[^"]|"")*"?|[^${separator === '\t' ? '\\t' : separator}\\r\\n]*)(\\r?\\n|${separator}|$)`,
    'y',
  );
  const records: string[][] = [];
  let record: string[] = [];
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (!match) break;
    const raw = match[1] ?? '';
    record.push(raw.startsWith('"') ? raw.slice(1).replace(/"$/, '').replaceAll('""', '"') : raw.trim());
    if (match[2] === separator) {
      // A separator at the very end opens one more, empty field.
      if (field.lastIndex >= text.length) record.push('');
      continue;
    }
    records.push(record);
    record = [];
  }
  if (record.length > 0) records.push(record);
  return records;
}
