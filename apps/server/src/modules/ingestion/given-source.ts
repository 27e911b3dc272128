import type { addDocumentBody } from '@agentforge/contracts/knowledge/schemas';
import { AppError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import type { z } from 'zod';
import type { EgressGuard } from '../../platform/egress/egress.ts';
import { plainFileName } from '../knowledge/index.ts';
import type { NewSource } from './new-documents.ts';
import type { SourceStore } from './source-store.ts';

type Given = z.output<typeof addDocumentBody>;
type Table = Extract<Given, { table: unknown }>['table'];

const cell = (value: string): string => `"${value.replaceAll('"', '""')}"`;

function toCsv(table: Table): string {
  const width = table.headers.length;
  const wrong = table.rows.findIndex((row) => row.length > width);
  if (wrong >= 0) {
    throw new AppError('invalid_input', {
      detail: `Row ${wrong + 1} has more cells than there are headers (${width}).`,
      errors: [{ path: `table.rows.${wrong}`, message: 'has more cells than there are headers' }],
    });
  }
  return [table.headers, ...table.rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text.toWellFormed());
}

/** A URL, text or table of the request as a document to be. Text and tables become files, so that all go one road. */
export async function givenSource(
  given: Given,
  to: { store: SourceStore; tenantId: string; maxBytes: number; egress: EgressGuard },
): Promise<NewSource> {
  const id = newId('document');
  if ('url' in given) {
    await to.egress.checkUrl(given.url);
    const { href } = new URL(given.url);
    const nothing = { fileName: null, mediaType: null, extractorType: null, bytes: null, sha256: null, blobKey: null };
    return { id, kind: 'url', title: given.title ?? href.slice(0, 300), url: href, ...nothing };
  }
  const isTable = 'table' in given;
  const content = isTable ? toCsv(given.table) : given.text;
  if (content.trim() === '') {
    const errors = [{ path: 'text', message: 'has no words' }];
    throw new AppError('invalid_input', { detail: 'The text is empty.', errors });
  }
  const format = isTable
    ? { mediaType: 'text/csv', extractorType: 'csv' }
    : { mediaType: 'text/plain', extractorType: 'text' };
  const blob = await to.store.put(to.tenantId, id, once(content), to.maxBytes);
  return {
    id,
    kind: isTable ? 'table' : 'text',
    title: given.title,
    fileName: plainFileName(`${given.title}.${isTable ? 'csv' : 'txt'}`),
    url: null,
    ...format,
    bytes: blob.bytes,
    sha256: blob.sha256,
    blobKey: blob.key,
  };
}
