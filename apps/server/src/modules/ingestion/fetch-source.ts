import { AppError } from '@agentforge/kernel/errors';
import { assertInvariant } from '@agentforge/kernel/trust';
import type { EgressResponse } from '@agentforge/plugin-kit/http';
import { type DetectedFormat, detectFormat } from '@agentforge/rag/detect';
import { plainFileName } from '../knowledge/index.ts';
import { noteUnowned } from './blobs.repository.ts';
import type { BuildServices, Source } from './build-generation.ts';
import type { IngestLease } from './ingest-lease.ts';

const accept = 'text/html,application/xhtml+xml,application/pdf,text/markdown,text/plain,text/csv;q=0.9,*/*;q=0.5';
const fetchTimeoutMs = 60_000;

/** Fetches the document's address and keeps what came, so that every later step and try reads the same bytes. */
export async function fetchSource(services: BuildServices, lease: IngestLease): Promise<Source> {
  const { document } = lease;
  assertInvariant(document.url, 'a URL document has an address');
  await lease.report('fetching');
  const response = await services.egress.client().request(document.url, {
    headers: { accept },
    maxRedirects: 5,
    maxBytes: services.maxBytes,
    timeoutMs: fetchTimeoutMs,
    signal: lease.signal,
  });
  refuseStatus(response);
  const bytes = await response.bytes();
  if (bytes.byteLength === 0) throw new AppError('rule_broken', { detail: 'This address answered with nothing.' });
  const name = nameOf(response.url);
  const format = formatOf(bytes, name, response.headers.get('content-type') ?? '');
  const stored = await services.store.put(document.tenantId, lease.generationId, once(bytes), services.maxBytes);
  const old = document.blobKey !== null && document.blobKey !== stored.key ? [document.blobKey] : [];
  const facts = { ...format, fileName: name, blobKey: stored.key };
  const values = { ...facts, bytes: stored.bytes, sha256: stored.sha256, fetchedFor: lease.generationId };
  await lease.write(values, async (tx) => {
    await services.store.own(tx, [stored.key]);
    if (old.length > 0) await noteUnowned(tx, document.tenantId, old, 0);
  });
  return { ...facts, title: document.title };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function refuseStatus({ status, url }: EgressResponse): void {
  if (status >= 200 && status < 300) return;
  const { host } = new URL(url);
  if (status === 401 || status === 403) {
    throw new AppError('rule_broken', {
      detail: `${host} does not let this page be read without signing in (status ${status}). Save it and upload the file.`,
    });
  }
  if (status === 404 || status === 410) {
    throw new AppError('rule_broken', { detail: `There is no page at this address (${host} answered ${status}).` });
  }
  const code = status === 429 || status >= 500 ? 'upstream_failed' : 'rule_broken';
  throw new AppError(code, { detail: `${host} answered with status ${status} instead of the page.` });
}

function nameOf(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  let name = last;
  try {
    name = decodeURIComponent(last);
  } catch {
    // A name that is not valid percent-encoding is taken as it stands.
  }
  return plainFileName(name || 'page');
}

const vague = /^(?:|text\/plain|application\/octet-stream|binary\/octet-stream)$/;

/** The sender's type first: endings of addresses (`.php`, `.aspx`) say nothing. Vague types leave it to the name. */
function formatOf(bytes: Uint8Array, name: string, contentType: string): DetectedFormat {
  const declared = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const names = vague.test(declared) ? [name, ''] : ['', name];
  let failure: unknown;
  for (const candidate of names) {
    try {
      return detectFormat(bytes.subarray(0, 4096), candidate, declared);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}
