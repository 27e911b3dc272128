import { Readable } from 'node:stream';
import type { ExtractedDocument, ExtractInput, ExtractLimits, ExtractorPlugin } from '@agentforge/plugin-kit/extractor';
import { type BlockCollector, createBlockCollector } from '@agentforge/plugin-kit/files/block-collector';
import { createTablePieces } from '@agentforge/plugin-kit/files/markdown-table';
import { safeOfficeCopy } from '@agentforge/plugin-kit/files/office-parts';
import { guardParser, tooLarge } from '@agentforge/plugin-kit/files/problems';
import type { Row } from 'exceljs';
import { cellText } from './cell-text.ts';

const kind = 'spreadsheet';
const maxColumns = 1000;
// The streaming reader needs names, styles and shared texts before the sheets; else it writes temporary files.
const first = [
  '[Content_Types].xml',
  '_rels/.rels',
  'xl/_rels/workbook.xml.rels',
  'xl/workbook.xml',
  'xl/styles.xml',
  'xl/sharedStrings.xml',
];
const sheetPart = /^xl\/worksheets\/[^/]+\.xml$/;

function cellsOf(row: Row): string[] {
  if (row.cellCount > maxColumns) throw tooLarge(kind, `more than ${maxColumns.toLocaleString('en')} columns`);
  const cells: string[] = [];
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    while (cells.length < column - 1) cells.push('');
    cells[column - 1] = cellText(cell.value, cell.numFmt);
  });
  return cells;
}

async function readSheets(copy: Buffer, limits: ExtractLimits, collector: BlockCollector): Promise<number> {
  const { default: exceljs } = await import('exceljs');
  const options = {
    worksheets: 'emit',
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'cache',
    entries: 'ignore',
  } as const;
  const reader = new exceljs.stream.xlsx.WorkbookReader(Readable.from([copy]), options);
  // A workbook need not have shared texts; the reader would wait for them and write temporary files, which it may not.
  Object.assign(reader, { sharedStrings: [] });
  let sheets = 0;
  for await (const sheet of reader) {
    sheets += 1;
    const section = 'name' in sheet && typeof sheet.name === 'string' ? sheet.name : `Sheet ${sheets}`;
    const table = createTablePieces(collector, kind, limits, { page: sheets, section });
    for await (const row of sheet) {
      const cells = cellsOf(row);
      if (cells.some((cell) => cell.trim() !== '')) table.push({ number: row.number, cells });
    }
    table.end();
  }
  return sheets;
}

async function extract(input: ExtractInput, limits: ExtractLimits): Promise<ExtractedDocument> {
  const copy = safeOfficeCopy(input.bytes, limits, {
    kind,
    mainPart: 'xl/workbook.xml',
    wanted: (name) => first.includes(name) || sheetPart.test(name),
    first,
  });
  const collector = createBlockCollector(kind, limits);
  const pages = await guardParser(kind, () => readSheets(copy, limits, collector));
  const warnings = collector.blocks.length === 0 ? ['This spreadsheet has no cells with text or numbers.'] : [];
  return { blocks: collector.blocks, pages, warnings };
}

/** Excel workbooks (.xlsx): each sheet as tables of 50 rows under the sheet's first row. */
export const spreadsheetExtractor: ExtractorPlugin = {
  manifest: {
    type: 'spreadsheet',
    name: 'Excel workbook',
    mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    extensions: ['.xlsx'],
  },
  extract,
};
