import type { DetectOptions, Finding } from './kinds.ts';
import { createScanner } from './scanner.ts';

/**
 * Personal data and secrets in a text: exact spans (UTF-16, end exclusive), not overlapping, in order.
 * Precision first: what ordinary numbers and words share needs a word before it that says what it is.
 */
export function detectPii(text: string, options: DetectOptions = {}): Finding[] {
  const scanner = createScanner(options);
  const first = scanner.push(text);
  const offset = first.text.length;
  const rest = scanner.end().findings;
  return [
    ...first.findings,
    ...rest.map((finding) => ({ ...finding, start: finding.start + offset, end: finding.end + offset })),
  ];
}
