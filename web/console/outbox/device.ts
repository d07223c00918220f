import { ENTRIES, KEYS, SNAPSHOTS, within } from './database.ts';
import type { Entry, NumberedEntry } from './entry.ts';
import { forgetCount, forgetDevice } from './forget.ts';
import type { EntryStore } from './outbox.ts';
import { openEntry, readKey, type Sealed, sealEntry } from './seal.ts';

type StoredEntry = (Entry | Sealed) & { number: number };

const findKey = (personId: string): Promise<CryptoKey | undefined> =>
  within([KEYS], 'readonly', (stores) => stores.objectStore(KEYS).get(personId));

/**
 * Stores the key of the signed-in person and deletes the data of everybody else. Called at each start.
 * @param fetchKey reads the key from the server, which identifies the person by their session
 */
export async function openDevice(personId: string, fetchKey: () => Promise<string>): Promise<void> {
  const keys = await within<IDBValidKey[]>([KEYS], 'readonly', (stores) => stores.objectStore(KEYS).getAllKeys());
  if (keys.some((name) => name !== personId)) await forgetDevice(personId);
  if (keys.includes(personId)) return;
  const before = forgetCount();
  const key = await readKey(await fetchKey());
  if (forgetCount() === before)
    await within([KEYS], 'readwrite', (stores) => stores.objectStore(KEYS).put(key, personId));
}

async function seal(entry: Entry): Promise<Entry | Sealed> {
  const key = await findKey(entry.personId);
  return key ? sealEntry(key, entry) : entry;
}

export const deviceStore: EntryStore = {
  async list(personId) {
    const key = await findKey(personId);
    const stored = await within<StoredEntry[]>([ENTRIES], 'readonly', (stores) => stores.objectStore(ENTRIES).getAll());
    const own = stored.filter((one) => one.personId === personId);
    const opened = await Promise.all(
      own.map(async (one): Promise<NumberedEntry | undefined> => {
        if (!('sealed' in one)) return one;
        const entry = key && (await openEntry(key, one));
        return entry && { ...entry, number: one.number };
      }),
    );
    return opened.filter((one) => one !== undefined);
  },
  async add(entry) {
    const toStore = await seal(entry);
    return Number(await within([ENTRIES], 'readwrite', (stores) => stores.objectStore(ENTRIES).add(toStore)));
  },
  async replace({ number, ...entry }) {
    const toStore = { ...(await seal(entry)), number };
    let isReplaced = false;
    await within([ENTRIES], 'readwrite', (stores) => {
      const entries = stores.objectStore(ENTRIES);
      const asked = entries.get(number);
      asked.onsuccess = () => {
        const stored: StoredEntry | undefined = asked.result;
        isReplaced = stored !== undefined && !stored.tried && ('sealed' in toStore || !('sealed' in stored));
        if (isReplaced) entries.put(toStore);
      };
      return asked;
    });
    return isReplaced;
  },
  async take(number) {
    const stored = await within<StoredEntry | undefined>([ENTRIES], 'readwrite', (stores) => {
      const entries = stores.objectStore(ENTRIES);
      const asked = entries.get(number);
      asked.onsuccess = () => {
        if (asked.result) entries.put({ ...asked.result, tried: true });
      };
      return asked;
    });
    if (!stored) return undefined;
    const tried = { ...stored, tried: true as const };
    if (!('sealed' in tried)) return tried;
    const key = await findKey(tried.personId);
    const entry = key && (await openEntry(key, tried));
    return entry && { ...entry, number };
  },
  async change({ number, ...entry }) {
    const toStore = { ...(await seal(entry)), number };
    await within([ENTRIES], 'readwrite', (stores) => {
      const entries = stores.objectStore(ENTRIES);
      const asked = entries.get(number);
      asked.onsuccess = () => {
        // After a sign-out meanwhile the entry may be gone; and never replace a sealed entry by a readable one.
        if (asked.result && ('sealed' in toStore || !('sealed' in asked.result))) entries.put(toStore);
      };
      return asked;
    });
  },
  remove: (number) => within([ENTRIES], 'readwrite', (stores) => stores.objectStore(ENTRIES).delete(number)),
};

/** Snapshots shown without signal, one for each person and `kind`. */
export const deviceSnapshots = {
  find: (personId: string, kind: string): Promise<unknown> =>
    within([SNAPSHOTS], 'readonly', (stores) => stores.objectStore(SNAPSHOTS).get(`${kind} ${personId}`)),
  /** Only while the person is signed in here, so that a closing page writes nothing after the data was deleted. */
  save: (personId: string, kind: string, value: unknown): Promise<void> =>
    within([KEYS, SNAPSHOTS], 'readwrite', (stores) => {
      const asked = stores.objectStore(KEYS).getKey(personId);
      asked.onsuccess = () => {
        if (asked.result !== undefined) stores.objectStore(SNAPSHOTS).put(value, `${kind} ${personId}`);
      };
      return asked;
    }).then(() => {}),
};
