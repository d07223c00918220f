import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { inTransaction } from '../database/transaction.ts';
import { newId } from '../ids.ts';
import { createAttachments } from './attachments.ts';

const { db } = await createTestDatabase();
const folder = join(await mkdtemp(join(tmpdir(), 'ess-files-')), 'attachments');
const attachments = createAttachments(folder);
const store = (bytes: Buffer, contentType = 'image/jpeg') =>
  inTransaction(db, (work) => attachments.store(work, { bytes, contentType }));
const files = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

test('what is kept comes back as it was, readable by us alone', async () => {
  const bytes = Buffer.from('ภาพถ่าย');
  const file = await attachments.find(db, await store(bytes));
  expect(file).toMatchObject({ contentType: 'image/jpeg' });
  expect(await readFile(file?.path ?? '')).toEqual(bytes);
  expect((await stat(file?.path ?? '')).mode & 0o077).toBe(0);
});

test('the same file twice, also at once, is one on disk under two ids', async () => {
  const before = (await files()).length;
  const bytes = Buffer.alloc(300_000, 7);
  const ids = await Promise.all(Array.from({ length: 8 }, () => store(bytes)));
  expect(new Set(ids).size).toBe(8);
  expect((await files()).length).toBe(before + 1);
  expect((await files()).every(({ name }) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
});

test('an unknown id is nothing, and a file whose transaction failed has no id', async () => {
  expect(await attachments.find(db, newId())).toBeUndefined();
  let id = '';
  const failing = inTransaction(db, async (work) => {
    id = await attachments.store(work, { bytes: Buffer.from('undone'), contentType: 'image/png' });
    throw new Error('undone');
  });
  await expect(failing).rejects.toThrow('undone');
  expect(await attachments.find(db, id)).toBeUndefined();
});
