import type { ExtractedDocument, ExtractInput, ExtractLimits, ExtractorPlugin } from '@agentforge/plugin-kit/extractor';
import { createBlockCollector } from '@agentforge/plugin-kit/files/block-collector';
import { decodeText } from '@agentforge/plugin-kit/files/decode-text';
import { createTablePieces } from '@agentforge/plugin-kit/files/markdown-table';
import { brokenFile, guardParser } from '@agentforge/plugin-kit/files/problems';
import { sniffDelimiter } from './delimiter.ts';

const kind = 'CSV file';

/** Records as they come, so a limit stops the parser long before the end of the file. */
async function* parse(text: string, delimiter: string): AsyncGenerator<{ record: string[]; line: number }> {
  const { parse: createParser } = await import('csv-parse');
  const parser = createParser(text, {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: 1_000_000,
  });
  let line = 0;
  for await (const record of parser) {
    line += 1;
    if (!Array.isArray(record)) throw brokenFile(kind);
    yield { record: record.map(String), line };
  }
}

async function extract(input: ExtractInput, limits: ExtractLimits): Promise<ExtractedDocument> {
  const decoded = decodeText(input.bytes);
  const delimiter = sniffDelimiter(decoded.text);
  const body = decoded.text.replace(/^sep=[,;\t|]\n/, '');
  const skipped = body === decoded.text ? 0 : 1;
  const collector = createBlockCollector(kind, limits);
  const table = createTablePieces(collector, kind, limits, {});
  await guardParser(kind, async () => {
    for await (const { record, line } of parse(body, delimiter)) {
      if (record.some((cell) => cell.trim() !== '')) table.push({ number: line + skipped, cells: record });
    }
  });
  table.end();
  const warnings = decoded.warning === undefined ? [] : [decoded.warning];
  if (collector.blocks.length === 0) warnings.push('This CSV file has no rows.');
  return { blocks: collector.blocks, pages: null, warnings };
}

/** Comma, semicolon, tab or pipe separated values in UTF-8, UTF-16 or a Windows code page. */
export const csvExtractor: ExtractorPlugin = {
  manifest: {
    type: 'csv',
    name: 'CSV file',
    mediaTypes: ['text/csv', 'text/tab-separated-values'],
    extensions: ['.csv', '.tsv'],
  },
  extract,
};
