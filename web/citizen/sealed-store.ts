/** What is kept of one thing: words, and the bytes of a picture where there is one. */
export type Kept<Value> = { id: string; value: Value; bytes?: Uint8Array<ArrayBuffer> };

const NAME = 'ess';
const VERSION = 2;
const KEYS = 'keys';
type StoreName = 'reports' | 'changes';
type Sealed = { id: string; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer };

/**
 * What waits for a signal, kept on the device: encrypted with a key that no script can read out, so that a copy of the browser's
 * files shows nothing. Where a browser has neither, it waits in memory.
 */
export function openSealedStore<Value>(name: StoreName) {
  const inMemory = new Map<string, Kept<Value>>();
  const database = open().catch(() => undefined);

  return {
    async keep(one: Kept<Value>): Promise<void> {
      inMemory.set(one.id, one);
      const db = await database;
      if (!db || !crypto.subtle) return;
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(db), pack(one));
      await run(db, name, 'readwrite', (store) => store.put({ id: one.id, iv, sealed } satisfies Sealed));
    },
    async list(): Promise<Kept<Value>[]> {
      const found = new Map(inMemory);
      const db = await database;
      const rows = db ? await run<Sealed[]>(db, name, 'readonly', (store) => store.getAll()) : [];
      for (const { id, iv, sealed } of rows) {
        if (!db || found.has(id)) continue;
        try {
          found.set(id, unpack(id, await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await keyOf(db), sealed)));
        } catch {
          // Its key is gone: it can't be read by anybody any more.
          await run(db, name, 'readwrite', (store) => store.delete(id));
        }
      }
      return [...found.values()];
    },
    async remove(id: string): Promise<void> {
      inMemory.delete(id);
      const db = await database;
      if (db) await run(db, name, 'readwrite', (store) => store.delete(id));
    },
  };
}
export type SealedStore<Value> = ReturnType<typeof openSealedStore<Value>>;

async function keyOf(db: IDBDatabase): Promise<CryptoKey> {
  const known = await run<CryptoKey | undefined>(db, KEYS, 'readonly', (store) => store.get('key'));
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  // Two tabs at once: the first one's stays.
  await run(db, KEYS, 'readwrite', (store) => store.add(made, 'key')).catch(() => undefined);
  return (await run<CryptoKey | undefined>(db, KEYS, 'readonly', (store) => store.get('key'))) ?? made;
}

/** The length of the words, the words, the bytes. */
function pack<Value>({ value, bytes }: Kept<Value>): Uint8Array<ArrayBuffer> {
  const words = new TextEncoder().encode(JSON.stringify(value));
  const packed = new Uint8Array(4 + words.length + (bytes?.length ?? 0));
  new DataView(packed.buffer).setUint32(0, words.length);
  packed.set(words, 4);
  if (bytes) packed.set(bytes, 4 + words.length);
  return packed;
}
function unpack<Value>(id: string, packed: ArrayBuffer): Kept<Value> {
  const end = 4 + new DataView(packed).getUint32(0);
  const value = JSON.parse(new TextDecoder().decode(packed.slice(4, end))) as Value;
  return { id, value, ...(end < packed.byteLength && { bytes: new Uint8Array(packed.slice(end)) }) };
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const db = request.result;
      // Of version 1, which was never served to anybody. A later version must carry over what waits.
      for (const name of db.objectStoreNames) db.deleteObjectStore(name);
      db.createObjectStore(KEYS);
      for (const name of ['reports', 'changes'] satisfies StoreName[]) db.createObjectStore(name, { keyPath: 'id' });
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    // Another tab holds an older one open: this page must not wait for it.
    request.onblocked = () => reject(new Error('blocked'));
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
