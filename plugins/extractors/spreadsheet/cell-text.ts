import type { CellValue } from 'exceljs';

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const iso = date.toISOString();
  // Excel stores times of day as dates of 1899; the day says nothing then.
  if (date.getUTCFullYear() < 1900) return iso.slice(11, 16);
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}

function numberText(value: number, format: string | undefined): string {
  // 15 digits are what a spreadsheet keeps: 0.1 + 0.2 reads 0.3 there.
  if (format?.includes('%') === true) return `${Number((value * 100).toPrecision(15))}%`;
  return String(Number(value.toPrecision(15)));
}

function objectText(
  value: Exclude<CellValue, string | number | boolean | Date | null | undefined>,
  format?: string,
): string {
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('error' in value) return value.error;
  if ('text' in value) return cellText(value.text, format);
  return 'result' in value ? cellText(value.result, format) : '';
}

/** What a person sees in the cell: results of formulas, texts of links, dates as `2026-03-01`, percentages with `%`. */
export function cellText(value: CellValue | undefined, format?: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value, format);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return value instanceof Date ? dateText(value) : objectText(value, format);
}
