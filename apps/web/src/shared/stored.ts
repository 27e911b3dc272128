/** Small choices kept in this browser. Storage can be forbidden or full: then a choice lasts as long as the page. */
export function readStored(name: string): string | null {
  try {
    return localStorage.getItem(`agentforge.${name}`);
  } catch {
    return null;
  }
}

export function writeStored(name: string, value: string): void {
  try {
    localStorage.setItem(`agentforge.${name}`, value);
  } catch {
    // See above: nothing else is lost.
  }
}
