import { AppError } from '@agentforge/kernel/errors';

export interface DetectedFormat {
  mediaType: string;
  /** `manifest.type` of the extractor. */
  extractorType: 'pdf' | 'docx' | 'spreadsheet' | 'csv' | 'html' | 'text';
}

type Family = 'pdf' | 'zip' | 'text';

interface Format extends DetectedFormat {
  family: Family;
  extensions: readonly string[];
}

const office = 'application/vnd.openxmlformats-officedocument';
const formats: readonly Format[] = [
  { extractorType: 'pdf', mediaType: 'application/pdf', family: 'pdf', extensions: ['pdf'] },
  { extractorType: 'docx', mediaType: `${office}.wordprocessingml.document`, family: 'zip', extensions: ['docx'] },
  { extractorType: 'spreadsheet', mediaType: `${office}.spreadsheetml.sheet`, family: 'zip', extensions: ['xlsx'] },
  { extractorType: 'csv', mediaType: 'text/csv', family: 'text', extensions: ['csv'] },
  { extractorType: 'csv', mediaType: 'text/tab-separated-values', family: 'text', extensions: ['tsv'] },
  { extractorType: 'html', mediaType: 'text/html', family: 'text', extensions: ['html', 'htm', 'xhtml'] },
  { extractorType: 'html', mediaType: 'application/xhtml+xml', family: 'text', extensions: [] },
  { extractorType: 'text', mediaType: 'text/markdown', family: 'text', extensions: ['md', 'markdown'] },
  { extractorType: 'text', mediaType: 'application/json', family: 'text', extensions: ['json'] },
  { extractorType: 'text', mediaType: 'text/plain', family: 'text', extensions: ['txt', 'text', 'log'] },
];

/** First bytes (latin1) of files that are neither documents nor text. */
const foreign: readonly [start: string, name: string][] = [
  ['MZ', 'a Windows program'],
  ['\x7fELF', 'a program'],
  ['\xcf\xfa\xed\xfe', 'a program'],
  ['\xca\xfe\xba\xbe', 'a program'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['BM', 'a picture'],
  ['II*\0', 'a picture'],
  ['MM\0*', 'a picture'],
  ['RIFF', 'a picture, a sound or a film'],
  ['\x1f\x8b', 'a gzip archive'],
  ['Rar!', 'a RAR archive'],
  ['7z\xbc\xaf', 'a 7z archive'],
  ['BZh', 'a bzip2 archive'],
  ['\xfd7zXZ', 'an xz archive'],
  ['\x28\xb5\x2f\xfd', 'a zstd archive'],
  ['OggS', 'a sound or a film'],
  ['ID3', 'a sound'],
  ['SQLite format 3', 'a database'],
  ['\0asm', 'a program'],
];

const accepted = 'PDF, Word (.docx), Excel (.xlsx), CSV, HTML, Markdown and plain text are accepted';

function refused(what: string): AppError {
  return new AppError('unsupported_media_type', { detail: `${what} ${accepted}.` });
}

function extensionOf(fileName: string): string {
  return /\.([a-z0-9]{1,10})$/i.exec(fileName.trim())?.[1]?.toLowerCase() ?? '';
}

function foreignName(start: string): string | undefined {
  const found = foreign.find(([signature]) => start.startsWith(signature));
  // Two letters may begin a text; a picture or a program has bytes no text has.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they tell binary from text
  if (found !== undefined && found[0].length === 2 && !/[\0-\x08\x0e-\x1a]/.test(start)) return undefined;
  return found?.[1];
}

function familyOf(start: string): Family {
  // PDF readers accept the mark anywhere in the first kilobyte.
  if (start.slice(0, 1024).includes('%PDF-')) return 'pdf';
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip';
  return 'text';
}

/** Names of the parts whose headers lie in the first bytes of a zip. */
function firstNames(start: string): string[] {
  const names: string[] = [];
  for (let at = start.indexOf('PK\x03\x04'); at >= 0; at = start.indexOf('PK\x03\x04', at + 4)) {
    const length = start.charCodeAt(at + 26) + start.charCodeAt(at + 27) * 256;
    if (at + 30 + length <= start.length) names.push(start.slice(at + 30, at + 30 + length));
  }
  return names;
}

const officeParts = /^(?:\[Content_Types\]\.xml$|_rels\/|docProps\/|customXml\/|\[trash\]\/)/;

/** The first parts tell what kind of office file it is, without unpacking; the extractor checks the rest. */
function checkZip(start: string, format: Format): void {
  const own = format.extractorType === 'docx' ? 'word/' : 'xl/';
  const names = firstNames(start);
  if (names.length === 0 || names.some((name) => !name.startsWith(own) && !officeParts.test(name))) {
    throw refused('The content of this file is not what its name says.');
  }
}

function chosen(extension: string, mediaType: string, family: Family): Format | undefined {
  const byName = formats.find((format) => format.extensions.includes(extension));
  if (byName !== undefined || extension !== '') return byName;
  return formats.find((format) => format.mediaType === mediaType) ?? (family === 'pdf' ? formats[0] : undefined);
}

/**
 * What a file is, by its first bytes (4 KB are enough), its name and what the sender says; the content wins over the
 * sender, and a name that disagrees with the content is refused. Throws `unsupported_media_type`.
 */
// eslint-disable-next-line complexity -- a scanner of cases on a hot path; each branch is one line
export function detectFormat(head: Uint8Array, fileName: string, declaredMediaType = ''): DetectedFormat {
  const start = Buffer.from(head.subarray(0, 4096)).toString('latin1');
  const extension = extensionOf(fileName);
  if (start.startsWith('\xd0\xcf\x11\xe0')) {
    const encrypted = extension === 'docx' || extension === 'xlsx';
    if (encrypted)
      throw new AppError('rule_broken', {
        detail: 'This file needs a password. Save a copy without a password and upload that.',
      });
    throw refused('Old Office files (.doc, .xls, .ppt) cannot be read: save the file as .docx or .xlsx.');
  }
  const name = foreignName(start);
  if (name !== undefined) throw refused(`This file is ${name}.`);
  const family = familyOf(start);
  const declared = declaredMediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  const format = chosen(extension, declared, family);
  if (format === undefined) {
    throw refused(
      extension === ''
        ? 'The kind of this file is not known: give it a name with an ending.'
        : `Files ending in .${extension} cannot be read.`,
    );
  }
  // A text that quotes a PDF mark stays a text; a PDF, a zip and a text are never taken for each other otherwise.
  const quoted = family === 'pdf' && format.family === 'text' && !start.startsWith('%PDF-');
  if (format.family !== family && !quoted) throw refused('The content of this file is not what its name says.');
  if (format.family === 'zip') checkZip(start, format);
  return { mediaType: format.mediaType, extractorType: format.extractorType };
}
