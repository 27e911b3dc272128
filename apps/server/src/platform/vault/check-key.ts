import type { Database } from '@agentforge/db/database';
import { ConfigurationError } from '../config/environment.ts';
import { fingerprint } from './seal.ts';
import { keepFact } from './vault.repository.ts';

/** Refuses to start with another key than the one the stored secrets were sealed with. */
export async function checkEncryptionKey(database: Database, key: Buffer): Promise<void> {
  const mine = fingerprint(key);
  const stored = await database.withSystem('check the encryption key', (tx) => keepFact(tx, 'encryption_key', mine));
  if (stored === mine) return;
  throw new ConfigurationError(
    'ENCRYPTION_KEY is not the key this database was encrypted with, so no stored secret could be read. ' +
      'Start with the former key (it may lie in a backup of DATA_DIR/secrets.json or in your secret store). Nothing was changed.',
  );
}
