import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import webPush from 'web-push';
import { newRandomKey } from '#platform/ids';

export type VapidKeys = { publicKey: string; privateKey: string; subject: string };

/** Who runs a demonstration, for push services that want to complain; nobody. */
const DEMONSTRATION_SUBJECT = 'mailto:nobody@demo.ess.example';

/**
 * The key pair that tells push services who we are (VAPID, RFC 8292), made once and kept in `dataDir` for its owner only.
 * For a demonstration: browsers that subscribed stay subscribed over a restart. Production names its own.
 */
export async function keepVapidKeys(dataDir: string): Promise<VapidKeys> {
  const file = join(dataDir, 'vapid-keys.json');
  await mkdir(dataDir, { recursive: true });
  const draft = `${file}.${newRandomKey()}`;
  await writeFile(draft, JSON.stringify(webPush.generateVAPIDKeys()), { mode: 0o600 });
  try {
    // Of two servers that start together one wins, and neither reads half a key.
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  const { publicKey, privateKey } = JSON.parse(await readFile(file, 'utf8')) as VapidKeys;
  return { publicKey, privateKey, subject: DEMONSTRATION_SUBJECT };
}
