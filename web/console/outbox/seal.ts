import type { Entry } from './entry.ts';

/** An encrypted entry; only the id of its person can be read, and whether it was sent once. */
export type Sealed = { personId: string; tried?: true; sealed: { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer } };

/** Imports a key that the browser never exports again. */
export function readKey(text: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Encrypts JSON and picture together, bound to the person. */
export async function sealEntry(key: CryptoKey, { personId, tried, file, ...rest }: Entry): Promise<Sealed> {
  const json = new TextEncoder().encode(JSON.stringify({ ...rest, ...(file && { fileType: file.type }) }));
  const picture = file ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
  const plain = new Uint8Array(4 + json.length + picture.length);
  new DataView(plain.buffer).setUint32(0, json.length);
  plain.set(json, 4);
  plain.set(picture, 4 + json.length);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return {
    personId,
    ...(tried && { tried }),
    sealed: { iv, bytes: await crypto.subtle.encrypt(algorithmFor(personId, iv), key, plain) },
  };
}

/** Undefined if it was sealed with another key. */
export async function openEntry(key: CryptoKey, { personId, tried, sealed }: Sealed): Promise<Entry | undefined> {
  const plain = await crypto.subtle
    .decrypt(algorithmFor(personId, sealed.iv), key, sealed.bytes)
    .catch(() => undefined);
  if (!plain) return undefined;
  const length = new DataView(plain).getUint32(0);
  const { fileType, ...rest } = JSON.parse(new TextDecoder().decode(new Uint8Array(plain, 4, length))) as Omit<
    Entry,
    'personId' | 'file'
  > & { fileType?: string };
  const file = fileType === undefined ? {} : { file: new Blob([plain.slice(4 + length)], { type: fileType }) };
  return { ...rest, ...file, ...(tried && { tried }), personId };
}

function algorithmFor(personId: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(personId) };
}
