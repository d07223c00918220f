import { type NotificationData, readPush } from './push-notification.ts';
import { type Worker, worker } from './worker.ts';

/** Rings when a push comes, also with every page closed; a tap leads to the incident and says that it was seen. */
export function listenForPushes(): void {
  worker.addEventListener('push', (event) => {
    const { title, options } = readPush(read(event.data));
    event.waitUntil(worker.registration.showNotification(title, options));
  });
  worker.addEventListener('notificationclick', (event) => {
    event.notification.close();
    const data = (event.notification.data ?? { notificationId: null, path: '/console/' }) as NotificationData;
    const { orderId } = data;
    if (event.action === 'acknowledge' && orderId) return event.waitUntil(acknowledge(orderId, data));
    event.waitUntil(Promise.all([open(worker, data.path), markSeen(data.notificationId)]));
  });
  // The browser changed its address by itself: without this the alarm would go to the old one.
  worker.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(subscribeAnew(event.oldSubscription)));
}

function read(data: { json(): unknown } | null): unknown {
  try {
    return data?.json();
  } catch {
    return undefined;
  }
}

async function open({ clients, location }: Worker, path: string): Promise<void> {
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const console = windows.find(({ url }) => new URL(url).pathname.startsWith('/console'));
  if (!console) return void (await clients.openWindow(path));
  await console.focus();
  const address = new URL(path, location.origin).href;
  if (console.url === address) return;
  // A page that this worker does not control yet can't be led anywhere; a second one can always be opened.
  await console.navigate(address).catch(() => clients.openWindow(path));
}

/** "I have it", said on the lock screen. What could not be said opens the page: nobody must believe that it arrived. */
async function acknowledge(alertId: string, { path }: NotificationData): Promise<void> {
  if (!(await post('/api/v1/me/orders/acknowledge', { alertId }))) await open(worker, path);
}

async function markSeen(notificationId: string | null): Promise<void> {
  if (notificationId) await post('/api/v1/me/notifications/seen', { notificationId });
}

async function subscribeAnew(old: PushSubscription | null | undefined): Promise<void> {
  const key = old?.options.applicationServerKey;
  if (!old || !key) return;
  const fresh = await worker.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = fresh.toJSON();
  await post('/api/v1/me/channels/browsers', {
    endpoint,
    keys,
    label: 'เบราว์เซอร์',
    language: 'th',
    replaces: old.endpoint,
  });
}

/** Without a session it is refused, and that is all right: then nobody has seen it. */
async function post(path: string, body: object): Promise<boolean> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(path, init).catch(() => undefined);
  return answer?.ok ?? false;
}
