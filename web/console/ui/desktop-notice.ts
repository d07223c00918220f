export type NoticePermission = 'granted' | 'denied' | 'default' | 'unsupported';

export function noticePermission(): NoticePermission {
  return typeof Notification === 'undefined' ? 'unsupported' : Notification.permission;
}

/** Only ever from a button: browsers punish pages that ask by themselves. */
export async function askForNotices(): Promise<NoticePermission> {
  return noticePermission() === 'default' ? Notification.requestPermission() : noticePermission();
}

/** Stays until it is taken away; the same `tag` replaces instead of stacking. Gives the way to take it away. */
export function showNotice(notice: { title: string; body: string; tag: string; onOpen: () => void }): () => void {
  if (noticePermission() !== 'granted') return () => {};
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
