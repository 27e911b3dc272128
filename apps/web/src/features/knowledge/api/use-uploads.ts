import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { randomKey } from '../../../shared/chat/identity.ts';
import { useErrorText } from '../../../shared/error-notice.tsx';
import { documentsKey } from './documents.ts';
import { uploadFile } from './upload-file.ts';

export interface Upload {
  key: string;
  file: File;
  /** 0 to 1. */
  share: number;
  status: 'waiting' | 'sending' | 'failed';
  error: string | undefined;
}

const atOnce = 3;

/** Files on their way to the server, a few at a time. Those that arrived leave the list: the documents show them. */
export function useUploads(baseId: string) {
  const memory = useQueryClient();
  const describe = useErrorText();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const running = useRef(new Map<string, AbortController>());
  const change = useCallback((key: string, part: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  }, []);
  const remove = useCallback((key: string) => {
    running.current.get(key)?.abort();
    running.current.delete(key);
    setUploads((all) => all.filter((one) => one.key !== key));
  }, []);
  const send = useCallback(
    async ({ key, file }: Upload) => {
      const stop = new AbortController();
      running.current.set(key, stop);
      change(key, { status: 'sending', share: 0, error: undefined });
      try {
        await uploadFile(baseId, file, (share) => change(key, { share }), stop.signal);
        remove(key);
        await memory.invalidateQueries({ queryKey: documentsKey(baseId) });
      } catch (error) {
        if (stop.signal.aborted) return;
        running.current.delete(key);
        const { title, text } = describe(error);
        change(key, { status: 'failed', error: text || title });
      }
    },
    [baseId, change, describe, memory, remove],
  );
  useEffect(() => {
    const free = atOnce - uploads.filter(({ status }) => status === 'sending').length;
    const next = uploads.filter(({ status, key }) => status === 'waiting' && !running.current.has(key));
    for (const upload of next.slice(0, Math.max(0, free))) void send(upload);
  }, [uploads, send]);
  useEffect(() => {
    const all = running.current;
    return () => {
      for (const stop of all.values()) stop.abort();
    };
  }, []);
  const add = useCallback((files: readonly File[]) => {
    const added = files.map(
      (file): Upload => ({ key: randomKey(), file, share: 0, status: 'waiting', error: undefined }),
    );
    setUploads((all) => [...all, ...added]);
  }, []);
  return { uploads, add, remove, retry: (key: string) => change(key, { status: 'waiting' }) };
}
