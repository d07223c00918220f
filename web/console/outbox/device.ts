import { ENTRIES, KEYS, SNAPSHOTS, within } from './database.ts';
import type { Entry, NumberedEntry } from './entry.ts';
import { forgetDevice, timesForgotten } from './forget.ts';
import type { EntryStore } from './outbox.ts';
import { openEntry, readKey, type Sealed, sealEntry } from './seal.ts';

type Lying = (Entry | Sealed) & { number: number };

const findKey = (personId: string): Promise<CryptoKey | undefined> =>
  within([KEYS], 'readonly', (stores) => stores.objectStore(KEYS).get(personId));

/**
 * Takes the key of whoever is signed in here, and lets everybody else's things go. Asked again at each start.
 * @param fetchKey asks the server, which knows the person by their session
 */
export async function openDevice(personId: string, fetchKey: () => Promise<string>): Promise<void> {
  const keys = await within<IDBValidKey[]>([KEYS], 'readonly', (stores) => stores.objectStore(KEYS).getAllKeys());
  if (keys.some((name) => name !== personId)) await forgetDevice(personId);
  if (keys.includes(personId)) return;
  const before = timesForgotten();
  const key = await readKey(await fetchKey());
  if (timesForgotten() === before)
    await within([KEYS], 'readwrite', (stores) => stores.objectStore(KEYS).put(key, personId));
}

async function seal(entry: Entry): Promise<Entry | Sealed> {
  const key = await findKey(entry.personId);
  return key ? sealEntry(key, entry) : entry;
}

export const deviceStore: EntryStore = {
  async list(personId) {
    const key = await findKey(personId);
    const lying = await within<Lying[]>([ENTRIES], 'readonly', (stores) => stores.objectStore(ENTRIES).getAll());
    const own = lying.filter((one) => one.personId === personId);
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
    const kept = await seal(entry);
    await within([ENTRIES], 'readwrite', (stores) => stores.objectStore(ENTRIES).add(kept));
  },
  async change({ number, ...entry }) {
    const kept = { ...(await seal(entry)), number };
    await within([ENTRIES], 'readwrite', (stores) => {
      const entries = stores.objectStore(ENTRIES);
      const asked = entries.get(number);
      asked.onsuccess = () => {
        // Signed out meanwhile it may be gone, and what is sealed is not laid open: it is sent again under its key.
        if (asked.result && ('sealed' in kept || !('sealed' in asked.result))) entries.put(kept);
      };
      return asked;
    });
  },
  remove: (number) => within([ENTRIES], 'readwrite', (stores) => stores.objectStore(ENTRIES).delete(number)),
};

/** The last picture of something, for when there is no signal; `kind` tells one of a person's pictures from another. */
export const deviceSnapshots = {
  find: (personId: string, kind: string): Promise<unknown> =>
    within([SNAPSHOTS], 'readonly', (stores) => stores.objectStore(SNAPSHOTS).get(`${kind} ${personId}`)),
  /** Only while the person is signed in here: a page that is about to go keeps nothing behind its own forgetting. */
  save: (personId: string, kind: string, value: unknown): Promise<void> =>
    within([KEYS, SNAPSHOTS], 'readwrite', (stores) => {
      const asked = stores.objectStore(KEYS).getKey(personId);
      asked.onsuccess = () => {
        if (asked.result !== undefined) stores.objectStore(SNAPSHOTS).put(value, `${kind} ${personId}`);
      };
      return asked;
    }).then(() => {}),
};
