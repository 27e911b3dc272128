import type { ExtractedDocument, ExtractInput, ExtractLimits, ExtractorPlugin } from '@agentforge/plugin-kit/extractor';
import { createBlockCollector } from '@agentforge/plugin-kit/files/block-collector';
import { brokenFile, guardParser, needsPassword, tooLarge } from '@agentforge/plugin-kit/files/problems';
import { addPdfBlocks, withoutRunningLines } from './layout.ts';
import { type PdfItem, type PdfLine, toLines } from './lines.ts';

const kind = 'PDF';
/** More warnings than this are summed up. */
const maxWarnings = 20;

type PdfDocument = Awaited<ReturnType<typeof import('unpdf')['getDocumentProxy']>>;

async function open(bytes: Uint8Array): Promise<PdfDocument> {
  const { getDocumentProxy } = await import('unpdf');
  try {
    // pdf.js takes the buffer over, so it gets a copy. Only text is read: no fonts, no pictures, no code.
    return await getDocumentProxy(new Uint8Array(bytes), {
      disableFontFace: true,
      useSystemFonts: false,
      enableXfa: false,
      maxImageSize: 1,
      verbosity: 0,
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw needsPassword(kind);
    throw brokenFile(kind, error);
  }
}

async function readPage(pdf: PdfDocument, number: number): Promise<PdfLine[]> {
  const page = await pdf.getPage(number);
  const content = await page.getTextContent();
  const items: PdfItem[] = [];
  for (const item of content.items) {
    if (!('str' in item)) continue;
    const [, , c = 0, d = 0, x = 0, y = 0] = item.transform.map(Number);
    items.push({ text: item.str, x, y, width: item.width, size: Math.hypot(c, d) || item.height });
  }
  page.cleanup();
  return toLines(items, number);
}

async function readPages(pdf: PdfDocument, limits: ExtractLimits, warnings: string[]): Promise<PdfLine[][]> {
  const pages: PdfLine[][] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    try {
      const lines = await readPage(pdf, number);
      if (lines.length === 0) warnings.push(`page ${number} has no text; it may be a scan`);
      pages.push(lines);
      characters += lines.reduce((sum, line) => sum + line.cells.reduce((size, cell) => size + cell.text.length, 0), 0);
    } catch {
      warnings.push(`page ${number} could not be read`);
    }
    if (characters > limits.maxCharacters) {
      throw tooLarge(kind, `more than ${limits.maxCharacters.toLocaleString('en')} characters of text`);
    }
  }
  return pages;
}

async function titleOf(pdf: PdfDocument): Promise<string | undefined> {
  const { info } = await pdf.getMetadata();
  const title: unknown = 'Title' in info ? info.Title : undefined;
  return typeof title === 'string' && title.trim() !== '' ? title.trim().slice(0, 300) : undefined;
}

function summed(warnings: string[]): string[] {
  if (warnings.length <= maxWarnings) return warnings;
  return [...warnings.slice(0, maxWarnings), `${warnings.length - maxWarnings} more pages have no readable text`];
}

async function extract(input: ExtractInput, limits: ExtractLimits): Promise<ExtractedDocument> {
  return guardParser(kind, async () => {
    const pdf = await open(input.bytes);
    if (pdf.numPages > limits.maxPages) {
      throw tooLarge(kind, `more than ${limits.maxPages.toLocaleString('en')} pages`);
    }
    const warnings: string[] = [];
    const pages = await readPages(pdf, limits, warnings);
    if (pages.length === 0) throw brokenFile(kind);
    const collector = createBlockCollector(kind, limits);
    addPdfBlocks(withoutRunningLines(pages), collector);
    const title =
      (await titleOf(pdf).catch(() => undefined)) ?? collector.blocks.find((block) => block.level === 1)?.text;
    const result = { blocks: collector.blocks, pages: pdf.numPages, warnings: summed(warnings) };
    await pdf.loadingTask.destroy();
    return title === undefined ? result : { title, ...result };
  });
}

/** PDF files with a text layer. Scans are named in the warnings, page by page. */
export const pdfExtractor: ExtractorPlugin = {
  manifest: { type: 'pdf', name: 'PDF', mediaTypes: ['application/pdf'], extensions: ['.pdf'] },
  extract,
};
