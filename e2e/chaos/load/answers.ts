/** One answer as its asker saw it. */
export interface Answered {
  status: number;
  tookMs: number;
  hasRetryAfter: boolean;
}

export interface Asker {
  url: string;
  token: string;
}

/** One request, read to its end. Status 0: no answer. */
export async function askOnce({ url, token }: Asker, path: string, body?: object): Promise<Answered> {
  const began = performance.now();
  const authorization = { authorization: `Bearer ${token}` };
  const init: RequestInit =
    body === undefined
      ? { headers: authorization }
      : {
          method: 'POST',
          headers: { ...authorization, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        };
  try {
    const answer = await fetch(url + path, { ...init, signal: AbortSignal.timeout(60_000) });
    await answer.arrayBuffer();
    return {
      status: answer.status,
      tookMs: performance.now() - began,
      hasRetryAfter: answer.headers.has('retry-after'),
    };
  } catch {
    return { status: 0, tookMs: performance.now() - began, hasRetryAfter: false };
  }
}

/** Milliseconds that this share of the answers took at most. */
export function quantile(answers: readonly Answered[], share: number): number {
  const sorted = answers.map(({ tookMs }) => tookMs).toSorted((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
