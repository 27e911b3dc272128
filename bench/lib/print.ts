import type { Footprint } from './extras.ts';
import type { Figure } from './measure.ts';

export interface Report {
  node: string;
  cores: number;
  figures: Figure[];
  footprints: Footprint[];
  firstPageBytes: number | null;
}

const fixed = (value: number | null, digits = 1, unit = '') =>
  value === null ? '–' : `${value.toFixed(digits)}${unit}`;

/** Lines of a table with aligned columns; the first three columns are words. */
function table(rows: readonly (readonly string[])[], words: number): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const cell = (text: string, column: number) =>
    column < words ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}

/** The target of a figure, as words; empty where none is set. */
function targetOf({ subject, mode, concurrency, database }: Figure): string {
  if (subject !== 'agentforge') return '';
  if (mode === 'streamed' && concurrency === 16) {
    return `≤ 2.00 × floor (aim 1.50), ≤ ${database === 'pglite' ? 5 : 4} ms`;
  }
  if (mode === 'streamed' && concurrency === 1) return 'first token ≤ 10 ms (aim 5)';
  return mode === 'tool-streamed' && concurrency === 16 ? '≤ 8 ms' : '';
}

export function printReport({ figures, footprints, firstPageBytes, node, cores }: Report): string {
  const head = ['database', 'mode', 'c', 'server', 'msg/s', 'CPU ms', 'first p50', 'p95', 'RSS MB', '× floor', '× raw'];
  const rows = figures.map((figure) => [
    figure.database,
    figure.mode,
    String(figure.concurrency),
    figure.subject,
    fixed(figure.messagesPerSecond, 0),
    fixed(figure.cpuMs, 2),
    fixed(figure.firstTokenP50),
    fixed(figure.firstTokenP95),
    fixed(figure.rssMb, 0),
    fixed(figure.toFloor, 2),
    fixed(figure.toRaw, 2),
    targetOf(figure),
  ]);
  const sections = [
    `Node ${node}, ${cores} cores. CPU: user + system per message. First token: ms over the model's own.`,
    table([[...head, 'target'], ...rows], 4),
  ];
  const facts = footprints.flatMap((one) => [
    [`start on existing data, ${one.database}`, fixed(one.startMs, 0, ' ms'), '≤ 3000 ms'],
    [`idle memory, ${one.database}`, fixed(one.idleMb, 0, ' MB'), `≤ ${one.database === 'pglite' ? 400 : 220} MB`],
    [`memory after ${one.memoryMessages} messages, ${one.database}`, fixed(one.loadedMb, 0, ' MB'), ''],
    [`memory growth, ${one.database}`, fixed(one.growthKbPerMessage, 2, ' kB/message'), 'flat: ≤ 1 kB'],
  ]);
  if (firstPageBytes !== null)
    facts.push(['scripts of the first page, gzip', fixed(firstPageBytes / 1000, 0, ' kB'), '≤ 200 kB']);
  if (facts.length > 0) sections.push(table([['fact', 'value', 'target'], ...facts], 1));
  return `${sections.join('\n\n')}\n`;
}
