import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { PublicKey } from '../signature.ts';
import { keepSigningKey } from '../store/key-rows.ts';

/** Publishes the key of this server's secret, so that what it signs can be checked for good. */
export const keepKey = (db: Database, clock: Clock, { keyId, publicKey }: PublicKey): Promise<void> =>
  keepSigningKey(db, { keyId, publicKey }, clock.now());
