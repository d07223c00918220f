export type DesktopNotificationPermission = 'granted' | 'denied' | 'default' | 'unsupported';

export function notificationPermission(): DesktopNotificationPermission {
  return typeof Notification === 'undefined' ? 'unsupported' : Notification.permission;
}

/** Call only from a button: browsers block pages that ask by themselves. */
export async function requestDesktopNotifications(): Promise<DesktopNotificationPermission> {
  return notificationPermission() === 'default' ? Notification.requestPermission() : notificationPermission();
}

/** Stays until it is closed; the same `tag` replaces instead of stacking. Returns a function that closes it. */
export function showDesktopNotification(options: {
  title: string;
  body: string;
  tag: string;
  onOpen: () => void;
}): () => void {
  if (notificationPermission() !== 'granted') return () => {};
  try {
    const shown = new Notification(options.title, { body: options.body, tag: options.tag, requireInteraction: true });
    shown.onclick = () => {
      window.focus();
      options.onOpen();
      shown.close();
    };
    return () => shown.close();
  } catch {
    // Chrome on Android only allows notifications from a service worker; sound and colour remain.
    return () => {};
  }
}
