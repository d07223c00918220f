import { postJson } from '../../api/request.ts';

/** Registers the service worker, which receives pushes with every page closed; an old browser has none. */
export async function registerServiceWorker(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  return navigator.serviceWorker.register('/console/sw.js', { scope: '/console/' }).catch(() => undefined);
}

/** Whether this browser supports push, and whether the person allows it. */
export function pushPermission(): 'granted' | 'denied' | 'default' | 'unsupported' {
  const isSupported = 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;
  return isSupported ? Notification.permission : 'unsupported';
}

/** Identifies this browser in the person's list; undefined while it is not subscribed. */
export async function findOwnFingerprint(): Promise<string | undefined> {
  if (pushPermission() === 'unsupported') return undefined;
  const registration = await navigator.serviceWorker.getRegistration('/console/');
  const subscription = await registration?.pushManager.getSubscription();
  if (!subscription) return undefined;
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(subscription.endpoint));
  return btoa(String.fromCharCode(...new Uint8Array(hash)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/**
 * Asks for permission, subscribes this browser and sends the subscription to the server. Call it only from a button: browsers
 * block pages that ask by themselves. @returns false if the person or the browser refuses
 */
export async function subscribeThisBrowser(vapidPublicKey: string, language: 'th' | 'en'): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  const registration = await registerServiceWorker();
  if (!registration) return false;
  const { pushManager } = await navigator.serviceWorker.ready;
  const known = await pushManager.getSubscription();
  // A subscription with another key (of an earlier installation) would never receive anything.
  if (known && !isOfKey(known, vapidPublicKey)) await known.unsubscribe();
  const options = { userVisibleOnly: true, applicationServerKey: vapidPublicKey };
  const { endpoint, keys } = (await pushManager.subscribe(options)).toJSON();
  await postJson('/api/v1/me/channels/browsers', {
    endpoint,
    keys,
    label: describeDevice(navigator.userAgent),
    language,
  });
  return true;
}

function isOfKey({ options }: PushSubscription, key: string): boolean {
  const own = options.applicationServerKey;
  if (!own) return false;
  const text = btoa(String.fromCharCode(...new Uint8Array(own)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === key;
}

const SYSTEMS = [/iPhone|iPad/, /Android/, /Windows/, /Mac OS/, /Linux/];
const BROWSERS = [/Edg/, /Firefox/, /Chrome|CriOS/, /Safari/];

/** A label by which the owner recognises the device. */
export function describeDevice(userAgent: string): string {
  const of = (patterns: RegExp[]) => patterns.map((one) => one.exec(userAgent)?.[0]).find(Boolean);
  const name = [of(SYSTEMS), of(BROWSERS)?.replace('Edg', 'Edge').replace('CriOS', 'Chrome')]
    .filter(Boolean)
    .join(' · ');
  return name || 'Browser';
}
