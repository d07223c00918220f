import { postJson } from '../../api/request.ts';

/** Registers the script that rings with every page closed; where there is none (an old browser), nothing happens. */
export async function registerServiceWorker(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  return navigator.serviceWorker.register('/console/sw.js', { scope: '/console/' }).catch(() => undefined);
}

/** Whether this browser can ring at all, and whether the person lets it. */
export function pushPermission(): 'granted' | 'denied' | 'default' | 'unsupported' {
  const can = 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;
  return can ? Notification.permission : 'unsupported';
}

/** This browser's own name in the list of mine; undefined while it does not ring. */
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
 * Asks the person, subscribes this browser and tells the server. Only ever from a button: browsers punish pages that
 * ask by themselves. @returns false when the person or the browser says no
 */
export async function subscribeThisBrowser(vapidPublicKey: string, language: 'th' | 'en'): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  const registration = await registerServiceWorker();
  if (!registration) return false;
  const { pushManager } = await navigator.serviceWorker.ready;
  const known = await pushManager.getSubscription();
  // Of another key (a server set up anew) nothing would ever arrive.
  if (known && !isOfKey(known, vapidPublicKey)) await known.unsubscribe();
  const asked = { userVisibleOnly: true, applicationServerKey: vapidPublicKey };
  const { endpoint, keys } = (await pushManager.subscribe(asked)).toJSON();
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

/** A device as its owner would know it again among three. */
export function describeDevice(userAgent: string): string {
  const of = (patterns: RegExp[]) => patterns.map((one) => one.exec(userAgent)?.[0]).find(Boolean);
  const name = [of(SYSTEMS), of(BROWSERS)?.replace('Edg', 'Edge').replace('CriOS', 'Chrome')]
    .filter(Boolean)
    .join(' · ');
  return name || 'Browser';
}
