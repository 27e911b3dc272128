import { addressOf } from '@agentforge/client/client';
import { ApiError, problemOf } from '@agentforge/client/problem';
import { addDocuments } from '@agentforge/contracts/knowledge/endpoints';

/** Sends one file. `fetch` cannot tell how much of a body has gone out, so this is an XMLHttpRequest. Throws `ApiError`. */
export function uploadFile(
  baseId: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', addressOf(addDocuments, { knowledge_base_id: baseId }, undefined));
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else problemOf(answerOf(request)).then(reject, reject);
    };
    request.onerror = () =>
      reject(new ApiError({ title: 'The server cannot be reached', status: 0, code: 'unreachable' }));
    request.onabort = () => reject(new DOMException('Stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}

function answerOf(request: XMLHttpRequest): Response {
  const id = request.getResponseHeader('x-request-id');
  return new Response(request.responseText, { status: request.status, headers: id ? { 'x-request-id': id } : {} });
}
