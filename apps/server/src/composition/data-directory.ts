import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { ConfigurationError } from '../platform/config/environment.ts';

/** Makes DATA_DIR, which also holds files when the database is elsewhere. Throws {@link ConfigurationError}. */
export async function prepareDataDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await access(directory, constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
    throw new ConfigurationError(
      `DATA_DIR ${directory} cannot be written (${code}). Choose another folder or fix its rights.`,
    );
  }
}

/** For readiness. Throws when the folder is gone or may not be written any more. */
export async function checkDataDirectory(directory: string): Promise<void> {
  await access(directory, constants.W_OK);
}
