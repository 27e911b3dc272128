import { AppError } from '@agentforge/kernel/errors';

/** `brokenFile('PDF')`: the content cannot be read as what its name says. */
export function brokenFile(kind: string, cause?: unknown): AppError {
  return new AppError('rule_broken', {
    detail: `This ${kind} is damaged or incomplete and cannot be read. Open it in its own program, save it again and upload the new copy.`,
    cause,
  });
}

/** `needsPassword('PDF')`: encrypted, and no password is ever asked for. */
export function needsPassword(kind: string): AppError {
  return new AppError('rule_broken', {
    detail: `This ${kind} needs a password. Save a copy without a password and upload that.`,
  });
}

/** A limit was passed; `what` reads like "more than 5,000 pages". */
export function tooLarge(kind: string, what: string): AppError {
  return new AppError('payload_too_large', {
    detail: `This ${kind} has ${what}. Split it into smaller files and upload them one by one.`,
  });
}

/** Runs a parser of foreign code: whatever it throws becomes a sentence a person understands. */
export async function guardParser<T>(kind: string, parse: () => Promise<T>): Promise<T> {
  try {
    return await parse();
  } catch (error) {
    throw AppError.is(error) ? error : brokenFile(kind, error);
  }
}
