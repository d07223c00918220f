/**
 * The parts of the service worker API that we use. Pages and service workers have different globals, and TypeScript can know
 * only one of them in one program: the page's.
 */
type Extendable = { waitUntil(work: Promise<unknown>): void };
export type Push = Extendable & { data: { json(): unknown } | null };
/** `action`: the tapped button; empty for the notification itself. */
export type NotificationClick = Extendable & { action: string; notification: { data: unknown; close(): void } };
export type SubscriptionChange = Extendable & { oldSubscription?: PushSubscription | null };
type Window = { url: string; focus(): Promise<Window>; navigate(url: string): Promise<Window | null> };

export type Worker = {
  registration: ServiceWorkerRegistration;
  location: Location;
  clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<Window[]>;
    openWindow(url: string): Promise<Window | null>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listen: (event: Extendable) => void): void;
  addEventListener(type: 'push', listen: (event: Push) => void): void;
  addEventListener(type: 'notificationclick', listen: (event: NotificationClick) => void): void;
  addEventListener(type: 'pushsubscriptionchange', listen: (event: SubscriptionChange) => void): void;
};

export const worker = globalThis as unknown as Worker;
