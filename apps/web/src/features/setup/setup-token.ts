/** The token in a pasted setup link, in a fragment (`#token=…`), or the bare token itself. Empty when there is none. */
export function readSetupToken(text: string): string {
  const trimmed = text.trim();
  const fragment = trimmed.includes('#') ? trimmed.slice(trimmed.indexOf('#') + 1) : '';
  if (fragment) return new URLSearchParams(fragment).get('token')?.trim() ?? '';
  return /^[A-Za-z0-9_-]{16,256}$/.test(trimmed) ? trimmed : '';
}

/** Takes the token out of the address bar, so that it stays in no history, bookmark or screenshot. */
export function takeSetupToken(): string {
  const token = readSetupToken(window.location.hash);
  if (token) window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
  return token;
}
