import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aPhoto } from '#support/reporter-files';
import { createTestDatabase } from '#support/test-database';
import { findRow, sql } from '../database/database.ts';
import { inTransaction } from '../database/transaction.ts';
import { newId } from '../ids.ts';
import { createAttachments } from './attachments.ts';
import { prepareFile } from './clean-file.ts';
import { sweepFiles } from './sweep-files.ts';

const { db } = await createTestDatabase();
const folder = join(await mkdtemp(join(tmpdir(), 'ess-files-')), 'attachments');
const attachments = createAttachments(folder, (file) => prepareFile({ file }));
const store = async (bytes: Buffer) => {
  const file = await attachments.prepare(bytes);
  return inTransaction(db, (work) => attachments.store(work, file));
};
const files = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const inTwoHours = () => new Date(Date.now() + 7_200_000);

test('a photo is stored under the hash of its cleaned content, readable by us alone, with the hash of what was sent', async () => {
  const sent = await aPhoto({ colour: 'orange' });
  const id = await store(sent);
  const file = await attachments.find(db, id);
  const kept = await readFile(file?.path ?? '');
  expect(file).toEqual({ path: join(folder, hash(kept).slice(0, 2), hash(kept)), contentType: 'image/jpeg' });
  expect((await stat(file?.path ?? '')).mode & 0o077).toBe(0);
  expect((await stat(folder)).mode & 0o077).toBe(0);
  expect((await stat(join(folder, hash(kept).slice(0, 2)))).mode & 0o077).toBe(0);
  const row = await findRow(
    db,
    sql`SELECT original_sha256 AS hash, original_bytes AS bytes FROM platform.attachments WHERE id = ${id}`,
  );
  expect(row).toEqual({ hash: hash(sent), bytes: sent.length });
});

test('the same file twice, also at once, is one on disk under two ids', async () => {
  const sent = await aPhoto({ colour: 'purple' });
  await store(sent);
  const before = (await files()).length;
  const ids = await Promise.all(Array.from({ length: 8 }, () => store(sent)));
  expect(new Set(ids).size).toBe(8);
  expect((await files()).length).toBe(before);
  expect((await files()).every(({ name }) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
});

test('a file that is no picture, film or sound is not stored; that it came, and what it was, is recorded', async () => {
  const before = (await files()).length;
  const sent = Buffer.from('%PDF-1.7 จดหมายขู่');
  const id = await store(sent);
  expect(await attachments.find(db, id)).toBeUndefined();
  expect(await attachments.describe(db, [id])).toEqual([{ id, contentType: null, bytes: null, refusal: 'type' }]);
  expect((await files()).length).toBe(before);
  const gone = await inTransaction(db, (work) => attachments.refuse(work, 'gone'));
  expect(await attachments.describe(db, [gone])).toMatchObject([{ refusal: 'gone' }]);
});

test('an unknown id is nothing, and a file whose transaction failed has no id', async () => {
  expect(await attachments.find(db, newId())).toBeUndefined();
  const file = await attachments.prepare(await aPhoto({ colour: 'red' }));
  let id = '';
  const failing = inTransaction(db, async (work) => {
    id = await attachments.store(work, file);
    throw new Error('undone');
  });
  await expect(failing).rejects.toThrow('undone');
  expect(await attachments.find(db, id)).toBeUndefined();
});

test('files of failed transactions, of messages taken back and half written ones are swept; others and young ones stay', async () => {
  const kept = await store(await aPhoto({ colour: 'lime' }));
  const twin = await store(await aPhoto({ colour: 'lime' }));
  const taken = await store(await aPhoto({ colour: 'navy' }));
  const path = async (id: string) => (await attachments.find(db, id))?.path ?? '';
  const [keptPath, takenPath] = [await path(kept), await path(taken)];
  await inTransaction(db, async (work) => {
    await attachments.forget(work, taken);
    await attachments.forget(work, twin);
  });
  const half = `${keptPath}.0123456789ab`;
  await writeFile(half, 'half');
  const names = async () => (await files()).map((entry) => join(entry.parentPath, entry.name));
  expect(await sweepFiles(db, folder, new Date(Date.now()))).toBe(0);
  await sweepFiles(db, folder, inTwoHours());
  expect(await names()).toContain(keptPath);
  expect(await names()).not.toContain(takenPath);
  expect(await names()).not.toContain(half);
  expect(await sweepFiles(db, folder, inTwoHours())).toBe(0);
});

test('a file is not swept while a transaction is about to give it a row', async () => {
  const file = await attachments.prepare(await aPhoto({ colour: 'teal' }));
  await inTransaction(db, async (work) => {
    await attachments.store(work, file);
    for (const entry of await files()) await utimes(join(entry.parentPath, entry.name), 0, 0);
    // Another process sweeps now: it sees no row, and leaves the file alone because the lock is held.
    await sweepFiles(db, folder, inTwoHours());
  });
  expect((await files()).length).toBeGreaterThan(0);
  const again = await store(await aPhoto({ colour: 'teal' }));
  expect((await stat((await attachments.find(db, again))?.path ?? '')).isFile()).toBe(true);
});
