import type { NewWebReport } from '#contract/citizen-report';

/** A report that has not been answered yet. `isLeft`: its writer left in a hurry, so nothing of it is shown again. */
export type Waiting = { report: NewWebReport; isLeft: boolean };

const NAME = 'ess';
const KEYS = 'keys';
const REPORTS = 'reports';
type Sealed = { id: string; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer; isLeft: boolean };

/**
 * Reports that wait for a signal, kept on the device: encrypted with a key that no script can read out, so that a copy of the
 * browser's files shows nothing. Where a browser has neither, they wait in memory. Removed as soon as they are answered.
 */
export function openWaitingReports() {
  const inMemory = new Map<string, Waiting>();
  const database = open().catch(() => undefined);

  async function keyOf(db: IDBDatabase): Promise<CryptoKey> {
    const known = await run<CryptoKey | undefined>(db, KEYS, 'readonly', (store) => store.get('key'));
    if (known) return known;
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    // Two tabs at once: the first one's stays.
    await run(db, KEYS, 'readwrite', (store) => store.add(made, 'key')).catch(() => undefined);
    return (await run<CryptoKey | undefined>(db, KEYS, 'readonly', (store) => store.get('key'))) ?? made;
  }
  return {
    async keep(waiting: Waiting): Promise<void> {
      const { clientId } = waiting.report;
      inMemory.set(clientId, waiting);
      const db = await database;
      if (!db || !crypto.subtle) return;
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const bytes = new TextEncoder().encode(JSON.stringify(waiting.report));
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(db), bytes);
      const row: Sealed = { id: clientId, iv, sealed, isLeft: waiting.isLeft };
      await run(db, REPORTS, 'readwrite', (store) => store.put(row));
    },
    async list(): Promise<Waiting[]> {
      const found = new Map(inMemory);
      const db = await database;
      const rows = db ? await run<Sealed[]>(db, REPORTS, 'readonly', (store) => store.getAll()) : [];
      for (const { id, iv, sealed, isLeft } of rows) {
        if (!db || found.has(id)) continue;
        try {
          const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await keyOf(db), sealed);
          found.set(id, { report: JSON.parse(new TextDecoder().decode(bytes)) as NewWebReport, isLeft });
        } catch {
          // Its key is gone: it can't be read by anybody any more.
          await run(db, REPORTS, 'readwrite', (store) => store.delete(id));
        }
      }
      return [...found.values()].sort((a, b) => (a.report.clientId < b.report.clientId ? -1 : 1));
    },
    async remove(clientId: string): Promise<void> {
      inMemory.delete(clientId);
      const db = await database;
      if (db) await run(db, REPORTS, 'readwrite', (store) => store.delete(clientId));
    },
  };
}
export type WaitingReports = ReturnType<typeof openWaitingReports>;

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(KEYS);
      request.result.createObjectStore(REPORTS, { keyPath: 'id' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function run<Result>(
  db: IDBDatabase,
  name: string,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(name, mode);
    const request = ask(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request.result as Result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}
