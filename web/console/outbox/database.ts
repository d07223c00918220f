/** The device's own database: what a person pressed and could not send, and what their page shows without signal. */
const NAME = 'ess-outbox';
export const ENTRIES = 'entries';
export const SNAPSHOTS = 'snapshots';
/** By person, while they are signed in here. Without their key nothing of a case is kept, and what is sealed stays shut. */
export const KEYS = 'keys';
export type Store = typeof ENTRIES | typeof SNAPSHOTS | typeof KEYS;

/** Of this page's origin only; opened anew each time, so that no version is ever blocked. */
export async function within<Result>(
  stores: Store[],
  mode: IDBTransactionMode,
  act: (transaction: IDBTransaction) => IDBRequest<Result>,
): Promise<Result> {
  const db = await new Promise<IDBDatabase>((opened, failed) => {
    const opening = indexedDB.open(NAME, 2);
    opening.onupgradeneeded = () => {
      const { objectStoreNames } = opening.result;
      if (!objectStoreNames.contains(ENTRIES)) {
        opening.result.createObjectStore(ENTRIES, { keyPath: 'number', autoIncrement: true });
        opening.result.createObjectStore(SNAPSHOTS);
      }
      opening.result.createObjectStore(KEYS);
    };
    opening.onsuccess = () => opened(opening.result);
    opening.onerror = () => failed(opening.error);
  });
  try {
    return await new Promise<Result>((done, failed) => {
      const transaction = db.transaction(stores, mode);
      const request = act(transaction);
      // Only what the device has committed counts: a phone may die with the next step.
      transaction.oncomplete = () => done(request.result);
      transaction.onerror = () => failed(transaction.error);
      transaction.onabort = () => failed(transaction.error);
    });
  } finally {
    db.close();
  }
}
