import { ENTRIES, KEYS, SNAPSHOTS, type Store, within } from './database.ts';

/** Times that this page forgot whom it knew: a key that was asked for before then comes too late to be kept. */
let forgotten = 0;
export const timesForgotten = (): number => forgotten;

/**
 * Nobody is signed in here any more: all that can be read of a case goes at once, whatever the page still does. What was
 * pressed and not sent stays shut until its person signs in here again; what could not be sealed goes.
 * @param stays somebody who has signed in here meanwhile
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

/** Their person chose so at signing out. */
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

/** Whether anybody's unsent lies here. */
export async function hasUnsent(): Promise<boolean> {
  return (await within([ENTRIES], 'readonly', (stores) => stores.objectStore(ENTRIES).count())) > 0;
}

/** The same with what stands on the screen of the locked phone. */
export async function forgetHere(stays?: string): Promise<void> {
  await Promise.allSettled([forgetDevice(stays), closeNotices()]);
}

async function closeNotices(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/console/');
  for (const notice of (await registration?.getNotifications()) ?? []) notice.close();
}
