import { type NotificationData, readPush } from './push-notification.ts';
import { type Worker, worker } from './worker.ts';

/** Shows a notification for each push, also with every page closed; a tap opens the incident and marks it as seen. */
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
  // The browser changed its push address by itself: the server must know the new one.
  worker.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(resubscribe(event.oldSubscription)));
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
  // A page that this worker does not control yet can't be navigated; a second one can always be opened.
  await console.navigate(address).catch(() => clients.openWindow(path));
}

/** Acknowledges an order on the lock screen. A failure opens the page, so that nobody believes it has arrived. */
async function acknowledge(alertId: string, { path }: NotificationData): Promise<void> {
  if (!(await post('/api/v1/me/orders/acknowledge', { alertId }))) await open(worker, path);
}

async function markSeen(notificationId: string | null): Promise<void> {
  if (notificationId) await post('/api/v1/me/notifications/seen', { notificationId });
}

async function resubscribe(old: PushSubscription | null | undefined): Promise<void> {
  const key = old?.options.applicationServerKey;
  if (!old || !key) return;
  const subscription = await worker.registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  const { endpoint, keys } = subscription.toJSON();
  await post('/api/v1/me/channels/browsers', {
    endpoint,
    keys,
    label: 'เบราว์เซอร์',
    language: 'th',
    replaces: old.endpoint,
  });
}

/** Without a session the server refuses it; then it does not count as seen. */
async function post(path: string, body: object): Promise<boolean> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(path, init).catch(() => undefined);
  return answer?.ok ?? false;
}
