import webPush from 'web-push';
import { keepFile } from '#platform/keep-file';

export type VapidKeys = { publicKey: string; privateKey: string; subject: string };

/** The contact for push services; a demonstration has none. */
const DEMONSTRATION_SUBJECT = 'mailto:nobody@demo.ess.example';

/**
 * The key pair that identifies us to push services (VAPID, RFC 8292), made once and stored in `dataDir`. For
 * demonstrations: subscriptions survive a restart. Production configures its own.
 */
export async function keepVapidKeys(dataDir: string): Promise<VapidKeys> {
  const kept = await keepFile(dataDir, 'vapid-keys.json', () => JSON.stringify(webPush.generateVAPIDKeys()));
  const { publicKey, privateKey } = JSON.parse(kept) as VapidKeys;
  return { publicKey, privateKey, subject: DEMONSTRATION_SUBJECT };
}
