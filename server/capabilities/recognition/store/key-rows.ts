import { type Connection, rows, sql } from '#platform/database/database';
import type { PublicKey } from '../signature.ts';

/** Publishes a key for good: what it signed can be checked after it was replaced. */
export async function keepSigningKey(connection: Connection, key: PublicKey, now: Date): Promise<void> {
  await sql`INSERT INTO recognition.signing_keys (key_id, public_key, since)
    VALUES (${key.keyId}, ${key.publicKey}, ${now}) ON CONFLICT DO NOTHING`.execute(connection);
}

/** Every key that ever signed, the newest first. */
export function listSigningKeys(connection: Connection): Promise<PublicKey[]> {
  return rows(
    connection,
    sql<PublicKey>`SELECT key_id AS "keyId", public_key AS "publicKey" FROM recognition.signing_keys
      ORDER BY since DESC LIMIT 100`,
  );
}
