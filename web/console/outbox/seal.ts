import type { Entry } from './entry.ts';

/** An entry as it lies on the device: whose it is, and nothing else that can be read. */
export type Sealed = { personId: string; sealed: { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer } };

/** In the browser's keeping, and never to be had out of it again. */
export function readKey(text: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Words first and then the picture, sealed as one and bound to their person. */
export async function sealEntry(key: CryptoKey, { personId, file, ...rest }: Entry): Promise<Sealed> {
  const words = new TextEncoder().encode(JSON.stringify({ ...rest, ...(file && { fileType: file.type }) }));
  const picture = file ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
  const plain = new Uint8Array(4 + words.length + picture.length);
  new DataView(plain.buffer).setUint32(0, words.length);
  plain.set(words, 4);
  plain.set(picture, 4 + words.length);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { personId, sealed: { iv, bytes: await crypto.subtle.encrypt(termsOf(personId, iv), key, plain) } };
}

/** Undefined where another key sealed it: it stays what it is, for whoever has that one. */
export async function openEntry(key: CryptoKey, { personId, sealed }: Sealed): Promise<Entry | undefined> {
  const plain = await crypto.subtle.decrypt(termsOf(personId, sealed.iv), key, sealed.bytes).catch(() => undefined);
  if (!plain) return undefined;
  const length = new DataView(plain).getUint32(0);
  const { fileType, ...rest } = JSON.parse(new TextDecoder().decode(new Uint8Array(plain, 4, length))) as Omit<
    Entry,
    'personId' | 'file'
  > & { fileType?: string };
  const file = fileType === undefined ? {} : { file: new Blob([plain.slice(4 + length)], { type: fileType }) };
  return { ...rest, ...file, personId };
}

function termsOf(personId: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(personId) };
}
