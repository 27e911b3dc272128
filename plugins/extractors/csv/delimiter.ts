const candidates = [',', ';', '\t', '|'] as const;

/** Number of each candidate outside quotes, per line, for the first lines. */
function countsPerLine(sample: string, delimiter: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let quoted = false;
  for (const character of sample) {
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === delimiter) count += 1;
    else if (character === '\n') {
      counts.push(count);
      count = 0;
    }
  }
  if (count > 0) counts.push(count);
  return counts.slice(0, 20);
}

/** Share of lines that have as many delimiters as the most common line, times how many that is. */
function fitness(counts: readonly number[]): number {
  const frequency = new Map<number, number>();
  for (const count of counts) if (count > 0) frequency.set(count, (frequency.get(count) ?? 0) + 1);
  let best = 0;
  for (const [count, lines] of frequency)
    best = Math.max(best, (lines / counts.length) * (1 + Math.log2(count + 1) / 10));
  return best;
}

/** The delimiter of a CSV text: `,` `;` tab or `|`, whichever cuts the first lines most evenly. */
export function sniffDelimiter(text: string): string {
  const declared = /^sep=([,;\t|])\n/.exec(text);
  if (declared?.[1] !== undefined) return declared[1];
  const sample = text.slice(0, 65_536);
  let best: string = ',';
  let bestFitness = 0;
  for (const delimiter of candidates) {
    const value = fitness(countsPerLine(sample, delimiter));
    if (value > bestFitness) {
      best = delimiter;
      bestFitness = value;
    }
  }
  return best;
}
