import { expect, test } from 'vitest';
import { openEntry, readKey, sealEntry } from './seal.ts';

const KEY = 'q8nJb3rB6lq0iM2m9W3cZ1v5x7y9A-B_C0d1E2f3G4g';
const entry = {
  id: 'one',
  personId: 'patrol',
  path: '/api/v1/assignments/7/photos',
  about: { action: 'photo', code: 'ES-2569-000123', happenedAt: '2026-11-28T02:00:00.000Z' },
};

test('a sealed entry is unreadable, and opens unchanged with its own key only', async () => {
  const key = await readKey(KEY);
  const picture = crypto.getRandomValues(new Uint8Array(5000));
  const json = { note: 'ประตูหลังเปิดอยู่' };
  const file = new Blob([picture], { type: 'image/jpeg' });
  const sealed = await sealEntry(key, { ...entry, json, file });
  const stored = new TextDecoder('latin1').decode(sealed.sealed.bytes);
  for (const word of ['ES-2569', 'note', 'photo', 'assignments']) expect(stored).not.toContain(word);
  expect(Object.keys(sealed).sort()).toEqual(['personId', 'sealed']);
  const opened = await openEntry(key, sealed);
  expect(opened).toMatchObject({ ...entry, json });
  expect(opened?.file?.type).toBe('image/jpeg');
  expect(new Uint8Array((await opened?.file?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(picture);
  const other = await readKey(`${KEY.slice(0, -2)}Zw`);
  expect(await openEntry(other, sealed)).toBeUndefined();
  expect(await openEntry(key, { ...sealed, personId: 'another' })).toBeUndefined();
});

test('a key cannot be exported from the browser', async () => {
  const key = await readKey(KEY);
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
});

test('an entry without a picture, and a refused one, open unchanged', async () => {
  const key = await readKey(KEY);
  const refused = {
    status: 409,
    code: 'units/assignment-changed',
    params: { status: 'done' },
    at: entry.about.happenedAt,
  };
  for (const one of [entry, { ...entry, json: {}, refused }]) {
    expect(await openEntry(key, await sealEntry(key, one))).toEqual(one);
  }
});
