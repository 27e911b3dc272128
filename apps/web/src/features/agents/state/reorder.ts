/** The list with one entry moved; places outside the list mean its ends. */
export function moved<Entry>(entries: readonly Entry[], from: number, to: number): Entry[] {
  const entry = entries[from];
  if (entry === undefined) return [...entries];
  const target = Math.max(0, Math.min(entries.length - 1, to));
  return entries.toSpliced(from, 1).toSpliced(target, 0, entry);
}

export function replacedAt<Entry>(entries: readonly Entry[], position: number, entry: Entry): Entry[] {
  return entries.map((each, at) => (at === position ? entry : each));
}

export function withoutAt<Entry>(entries: readonly Entry[], position: number): Entry[] {
  return entries.toSpliced(position, 1);
}
