import { keepFile } from '#platform/keep-file';
import { newToken } from '../sealing.ts';

/**
 * The secret that signs cookies, generated once and stored in `dataDir`. For demonstrations without `AUTH_SECRET`:
 * sessions survive a restart. Production must set its own.
 */
export async function keepAuthSecret(dataDir: string): Promise<string> {
  const name = 'auth-secret';
  const secret = (await keepFile(dataDir, name, newToken)).trim();
  if (secret.length < 32) {
    throw new Error(`${name} in ${dataDir} is damaged: delete it; then everybody must sign in again`);
  }
  return secret;
}
