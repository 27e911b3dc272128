import { AppError } from '@agentforge/kernel/errors';
import { trusted } from '@agentforge/kernel/trust';
import type { ExtractorPlugin } from '@agentforge/plugin-kit/extractor';
import type { ExtractJob } from '@agentforge/rag/extract/extract-document';
import { serveWorkerJob } from '@agentforge/rag/extract/serve-worker-job';

/** Loaded by type, so a worker for a text file never loads a PDF library. */
const loaders: Record<string, () => Promise<ExtractorPlugin>> = {
  pdf: async () => (await import('@agentforge/extractors/pdf')).pdfExtractor,
  docx: async () => (await import('@agentforge/extractors/docx')).docxExtractor,
  spreadsheet: async () => (await import('@agentforge/extractors/spreadsheet')).spreadsheetExtractor,
  csv: async () => (await import('@agentforge/extractors/csv')).csvExtractor,
  html: async () => (await import('@agentforge/extractors/html')).htmlExtractor,
  text: async () => (await import('@agentforge/extractors/text')).textExtractor,
};

serveWorkerJob(async (given) => {
  const job = trusted<ExtractJob>(given, 'sent by extractInWorker of our own process over a private channel');
  const load = Object.hasOwn(loaders, job.extractorType) ? loaders[job.extractorType] : undefined;
  if (load === undefined) {
    throw new AppError('unsupported_media_type', { detail: 'There is no reader for this kind of file here.' });
  }
  const plugin = await load();
  return plugin.extract({ bytes: job.bytes, fileName: job.fileName, mediaType: job.mediaType }, job.limits);
});
