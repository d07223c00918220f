import { ENTRIES, KEYS, SNAPSHOTS, type Store, within } from './database.ts';

/** Counts deletions by this page: a key requested before a deletion must not be stored after it. */
let forgotten = 0;
export const forgetCount = (): number => forgotten;

/**
 * Called when nobody is signed in any more: deletes everything readable about a case. Sealed unsent entries stay until
 * their person signs in here again; unsealed ones are deleted.
 * @param stays a person who has signed in here meanwhile
 */
export async function forgetDevice(stays?: string): Promise<void> {
  if (stays === undefined) forgotten += 1;
  await within([KEYS, SNAPSHOTS, ENTRIES], 'readwrite', (stores) => {
    const remove = (store: Store, isGone: (lies: IDBCursorWithValue) => boolean) => {
      const walk = stores.objectStore(store).openCursor();
      walk.onsuccess = () => {
        const { result } = walk;
        if (result && isGone(result)) result.delete();
        result?.continue();
      };
      return walk;
    };
    remove(KEYS, ({ key }) => key !== stays);
    remove(SNAPSHOTS, ({ key }) => stays === undefined || !String(key).endsWith(` ${stays}`));
    return remove(ENTRIES, ({ value }) => !('sealed' in value) && value.personId !== stays);
  });
}

/** The person chose this when signing out. */
export async function dropUnsent(personId: string): Promise<void> {
  await within([ENTRIES], 'readwrite', (stores) => {
    const walk = stores.objectStore(ENTRIES).openCursor();
    walk.onsuccess = () => {
      const { result } = walk;
      if (result?.value.personId === personId) result.delete();
      result?.continue();
    };
    return walk;
  });
}

/** Whether anybody has unsent entries here. */
export async function hasUnsent(): Promise<boolean> {
  return (await within([ENTRIES], 'readonly', (stores) => stores.objectStore(ENTRIES).count())) > 0;
}

/** Also closes notifications, which a locked phone still shows. */
export async function forgetHere(stays?: string): Promise<void> {
  await Promise.allSettled([forgetDevice(stays), closeNotifications()]);
}

async function closeNotifications(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/console/');
  for (const notification of (await registration?.getNotifications()) ?? []) notification.close();
}
