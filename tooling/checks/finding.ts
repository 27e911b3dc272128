import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Something a check does not accept. `file` is relative to the checkout. */
export interface Finding {
  file: string;
  line?: number;
  message: string;
}

/** Whether a module is the program that was started. */
export function isMain(url: string): boolean {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url);
}

/** Prints findings the way editors can follow and sets the exit code. */
export function report(check: string, findings: readonly Finding[], summary = ''): void {
  for (const { file, line, message } of findings) console.error(`${file}${line ? `:${line}` : ''} ${message}`);
  console.log(
    findings.length === 0 ? `${check}: fine${summary && `, ${summary}`}` : `${check}: ${findings.length} findings`,
  );
  if (findings.length > 0) process.exitCode = 1;
}
