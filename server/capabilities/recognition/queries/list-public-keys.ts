import type { Connection } from '#platform/database/database';
import { listSigningKeys } from '../store/key-rows.ts';

/** Every key that ever signed a certificate, for whoever checks one without us. */
export async function listPublicKeys(connection: Connection) {
  const keys = await listSigningKeys(connection);
  return { keys: keys.map((key) => ({ ...key, algorithm: 'Ed25519' as const })) };
}
