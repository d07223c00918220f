import type { Entry, NumberedEntry } from './entry.ts';
import type { Kept } from './outbox.ts';

const NAME = 'ess-outbox';
const ENTRIES = 'entries';
const PICTURES = 'pictures';

/** The device's own database, of this page's origin only; opened anew each time, so that no version is ever blocked. */
async function within<Result>(
  store: string,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const db = await new Promise<IDBDatabase>((opened, failed) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(ENTRIES, { keyPath: 'number', autoIncrement: true });
      opening.result.createObjectStore(PICTURES);
    };
    opening.onsuccess = () => opened(opening.result);
    opening.onerror = () => failed(opening.error);
  });
  try {
    return await new Promise<Result>((done, failed) => {
      const transaction = db.transaction(store, mode);
      const request = act(transaction.objectStore(store));
      // Only what the device has committed counts: a phone may die with the next step.
      transaction.oncomplete = () => done(request.result);
      transaction.onerror = () => failed(transaction.error);
      transaction.onabort = () => failed(transaction.error);
    });
  } finally {
    db.close();
  }
}

export const keptOnDevice: Kept = {
  list: () => within<NumberedEntry[]>(ENTRIES, 'readonly', (store) => store.getAll()),
  add: (entry: Entry) => within(ENTRIES, 'readwrite', (store) => store.add(entry)).then(() => {}),
  change: (entry) => within(ENTRIES, 'readwrite', (store) => store.put(entry)).then(() => {}),
  remove: (number) => within(ENTRIES, 'readwrite', (store) => store.delete(number)),
};

/** The last picture of something, under a name, for when there is no signal. */
export const picturesOnDevice = {
  find: (name: string): Promise<unknown> => within(PICTURES, 'readonly', (store) => store.get(name)),
  keep: (name: string, value: unknown): Promise<void> =>
    within(PICTURES, 'readwrite', (store) => store.put(value, name)).then(() => {}),
  forgetAll: (): Promise<void> => within(PICTURES, 'readwrite', (store) => store.clear()),
};
