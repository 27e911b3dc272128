import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { hashEmbedding } from '@agentforge/rag/testing/hash-embedding';

export interface SourceServer {
  /** `127.0.0.1:<port>`, for EGRESS_ALLOW. */
  host: string;
  /** What pages answer, by path; a test may change them. */
  pages: Map<string, { status?: number; type?: string; location?: string; body?: string }>;
  /** While above 0 each embedding request is refused with 500 and counts it down. */
  failEmbeddings: number;
  /** Embedding requests wait for it. */
  embeddingGate: Promise<void>;
  close(): Promise<void>;
}

/** A web server with pages and `/v1/embeddings` of hashed words. */
export async function startSourceServer(): Promise<SourceServer> {
  const state: SourceServer = {
    host: '',
    pages: new Map(),
    failEmbeddings: 0,
    embeddingGate: Promise.resolve(),
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    if (request.url === '/v1/embeddings') await state.embeddingGate;
    if (request.url === '/v1/embeddings') return embed(state, Buffer.concat(parts).toString(), response);
    const page = state.pages.get(request.url ?? '');
    response.writeHead(page?.status ?? (page ? 200 : 404), {
      'content-type': page?.type ?? 'text/html',
      ...(page?.location === undefined ? {} : { location: page.location }),
    });
    response.end(page?.body ?? '');
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  state.host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return state;
}

function embed(state: SourceServer, body: string, response: ServerResponse): void {
  if (state.failEmbeddings > 0) {
    state.failEmbeddings -= 1;
    response.writeHead(500, { 'content-type': 'application/json' }).end('{"error":{"message":"busy"}}');
    return;
  }
  const { input, model, dimensions }: { input: string[]; model: string; dimensions?: number } = JSON.parse(body);
  const size = model === 'small' ? 32 : (dimensions ?? 64);
  const data = input.map((text, index) => ({ object: 'embedding', index, embedding: hashEmbedding(text, size) }));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ object: 'list', model, data, usage: { prompt_tokens: 1, total_tokens: 1 } }));
}
