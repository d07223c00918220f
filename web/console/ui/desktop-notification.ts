export type DesktopNotificationPermission = 'granted' | 'denied' | 'default' | 'unsupported';

export function notificationPermission(): DesktopNotificationPermission {
  return typeof Notification === 'undefined' ? 'unsupported' : Notification.permission;
}

/** Only ever from a button: browsers punish pages that ask by themselves. */
export async function requestDesktopNotifications(): Promise<DesktopNotificationPermission> {
  return notificationPermission() === 'default' ? Notification.requestPermission() : notificationPermission();
}

/** Stays until it is taken away; the same `tag` replaces instead of stacking. Gives the way to take it away. */
export function showDesktopNotification(notice: {
  title: string;
  body: string;
  tag: string;
  onOpen: () => void;
}): () => void {
  if (notificationPermission() !== 'granted') return () => {};
  try {
    const shown = new Notification(notice.title, { body: notice.body, tag: notice.tag, requireInteraction: true });
    shown.onclick = () => {
      window.focus();
      notice.onOpen();
      shown.close();
    };
    return () => shown.close();
  } catch {
    // Chrome on Android only allows notices from a service worker; sound and colour remain.
    return () => {};
  }
}
