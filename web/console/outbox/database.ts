/** The browser's database: unsent entries, and snapshots shown without signal. */
const NAME = 'ess-outbox';
export const ENTRIES = 'entries';
export const SNAPSHOTS = 'snapshots';
/** Encryption keys by person, while they are signed in. Without a key no snapshot is stored and no sealed entry can be read. */
export const KEYS = 'keys';
export type Store = typeof ENTRIES | typeof SNAPSHOTS | typeof KEYS;

/** Runs one transaction. The database is opened each time, so that an open page never blocks a new version. */
export async function within<Result>(
  stores: Store[],
  mode: IDBTransactionMode,
  run: (transaction: IDBTransaction) => IDBRequest<Result>,
): Promise<Result> {
  const db = await new Promise<IDBDatabase>((opened, failed) => {
    const opening = indexedDB.open(NAME, 3);
    opening.onupgradeneeded = () => {
      const { result } = opening;
      const known = result.objectStoreNames;
      if (!known.contains(ENTRIES)) result.createObjectStore(ENTRIES, { keyPath: 'number', autoIncrement: true });
      if (!known.contains(KEYS)) result.createObjectStore(KEYS);
      if (!known.contains(SNAPSHOTS)) result.createObjectStore(SNAPSHOTS);
      // The snapshots' name until version 2.
      if (known.contains('pictures')) result.deleteObjectStore('pictures');
    };
    opening.onsuccess = () => opened(opening.result);
    opening.onerror = () => failed(opening.error);
  });
  try {
    return await new Promise<Result>((done, failed) => {
      const transaction = db.transaction(stores, mode);
      const request = run(transaction);
      // Wait for the commit, because the phone may be switched off at any moment.
      transaction.oncomplete = () => done(request.result);
      transaction.onerror = () => failed(transaction.error);
      transaction.onabort = () => failed(transaction.error);
    });
  } finally {
    db.close();
  }
}
