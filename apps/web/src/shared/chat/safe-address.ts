const allowed = new Set(['http:', 'https:', 'mailto:']);

/** A whole address of a kind that may be opened; undefined for scripts, data, relative paths and what is no address. */
export function safeAddress(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return allowed.has(url.protocol) ? url : undefined;
}

/** Where an address leads, in the form that shows letters of other alphabets for what they are (punycode). */
export function hostOf(address: string): string {
  const url = safeAddress(address);
  return url?.host || url?.pathname || '';
}
