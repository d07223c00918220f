import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import webPush from 'web-push';
import { newRandomKey } from '#platform/ids';

export type VapidKeys = { publicKey: string; privateKey: string; subject: string };

/** The contact for push services; a demonstration has none. */
const DEMONSTRATION_SUBJECT = 'mailto:nobody@demo.ess.example';

/**
 * The key pair that identifies us to push services (VAPID, RFC 8292), made once and stored in `dataDir`, readable by its owner
 * only. For demonstrations: subscriptions survive a restart. Production configures its own.
 */
export async function keepVapidKeys(dataDir: string): Promise<VapidKeys> {
  const file = join(dataDir, 'vapid-keys.json');
  await mkdir(dataDir, { recursive: true });
  const draft = `${file}.${newRandomKey()}`;
  await writeFile(draft, JSON.stringify(webPush.generateVAPIDKeys()), { mode: 0o600 });
  try {
    // If two servers start together, one wins, and neither reads half a key.
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  const { publicKey, privateKey } = JSON.parse(await readFile(file, 'utf8')) as VapidKeys;
  return { publicKey, privateKey, subject: DEMONSTRATION_SUBJECT };
}
