import { AppError } from '@agentforge/kernel/errors';
import type { EgressClient } from '../http.ts';

/**
 * An `EgressClient` without any guard, for tests of plug-ins against servers on this machine. The real one, with every
 * check, belongs to the server application.
 */
export function openEgress(): EgressClient {
  return {
    async request(url, init = {}) {
      const timeout = AbortSignal.timeout(init.timeoutMs ?? 30_000);
      const signal = init.signal === undefined ? timeout : AbortSignal.any([timeout, init.signal]);
      const failed = (error: unknown) => {
        if (init.signal?.aborted) return init.signal.reason;
        const code = timeout.aborted ? 'upstream_timeout' : 'upstream_failed';
        return new AppError(code, { detail: `${new URL(url).host} did not answer.`, cause: error });
      };
      const response = await fetch(url, {
        method: init.method ?? 'GET',
        headers: init.headers ?? {},
        body: init.body === undefined ? null : typeof init.body === 'string' ? init.body : new Uint8Array(init.body),
        redirect: (init.maxRedirects ?? 0) > 0 ? 'follow' : 'manual',
        signal,
      }).catch((error: unknown) => {
        throw failed(error);
      });
      let whole: Promise<Uint8Array> | undefined;
      const read = async () => {
        const bytes = new Uint8Array(await response.arrayBuffer());
        if (bytes.length > (init.maxBytes ?? 10 * 1024 * 1024)) throw new AppError('payload_too_large');
        return bytes;
      };
      const bytes = () => {
        whole ??= read();
        return whole;
      };
      return {
        status: response.status,
        headers: response.headers,
        url: response.url,
        bytes,
        text: async () => new TextDecoder().decode(await bytes()),
      };
    },
    fetch: (input, init) => fetch(input, { ...init, redirect: 'manual' }),
  };
}
