import { expect, test } from 'vitest';
import { type Database, rows, sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { createTestDatabase } from '#support/test-database';
import { closeDaysNow, getDayRoot, recordView, sealEntries, verifyStoredChain } from './index.ts';
import { countUnsealed } from './store-chain.ts';

const MORNING = new Date('2026-11-21T02:00:00Z');

function createClock(now = MORNING) {
  let current = now;
  return {
    now: () => current,
    turn: (to: string) => {
      current = new Date(to);
    },
  };
}

const auditEvent = (subjectId: string) => ({
  ...({ actorKind: 'person', actorId: 'officer-1', from: '192.0.2.1', sessionId: 'session-1' } as const),
  ...{ action: 'incident/acknowledge', subjectKind: 'incident', subjectId, details: { etaMinutes: 8 }, at: MORNING },
});

async function write(db: Database, ...subjects: string[]): Promise<void> {
  for (const subject of subjects) await recordView(db, auditEvent(subject));
}

const order = async (db: Database) =>
  (
    await rows(
      db,
      sql<{
        subject: string;
      }>`SELECT subject_id AS subject FROM audit.seals JOIN audit.entries ON id = entry_id ORDER BY seq`,
    )
  ).map(({ subject }) => subject);

/** A chain of six entries over two days, with the root of the first. */
async function aChain() {
  const { db } = await createTestDatabase();
  const clock = createClock();
  await write(db, 'a', 'b', 'c', 'd');
  await sealEntries(db, clock);
  clock.turn('2026-11-21T17:00:00Z');
  await write(db, 'e', 'f');
  await sealEntries(db, clock);
  return { db, clock };
}

test('entries are sealed in the order of their commits, so a slow transaction with a smaller id comes later', async () => {
  const { db } = await createTestDatabase();
  const clock = createClock();
  await write(db, 'first');
  await inTransaction(db, async (slow) => {
    await recordView(slow.tx, auditEvent('slow'));
    await write(db, 'quick');
    await sealEntries(db, clock);
    expect(await order(db)).toEqual(['first', 'quick']);
  });
  await sealEntries(db, clock);
  expect(await order(db)).toEqual(['first', 'quick', 'slow']);
  expect(await verifyStoredChain(db, clock.now())).toMatchObject({ seals: 3, wrong: undefined });
  expect((await countUnsealed(db)).count).toBe(0);
});

test('several sealers at once seal each entry once', async () => {
  const { db } = await createTestDatabase();
  const clock = createClock();
  const subjects = Array.from({ length: 1200 }, (_, number) => `s${number}`);
  await db.transaction().execute(async (tx) => {
    for (const subject of subjects) await recordView(tx, auditEvent(subject));
  });
  await Promise.all(Array.from({ length: 6 }, () => sealEntries(db, clock)));
  await sealEntries(db, clock);
  expect(await order(db)).toEqual(subjects);
  expect(await verifyStoredChain(db, clock.now())).toMatchObject({ seals: 1200, wrong: undefined });
});

test('each past Thai day has one root, even without entries, and no later seal falls before it', async () => {
  const { db, clock } = await aChain();
  expect(await getDayRoot(db)).toMatchObject({ day: '2026-11-21', lastSeq: 4, seals: 4 });
  clock.turn('2026-11-24T01:00:00Z');
  await closeDaysNow(db, clock);
  expect(await getDayRoot(db, '2026-11-22')).toMatchObject({ lastSeq: 6, seals: 2 });
  expect(await getDayRoot(db, '2026-11-23')).toMatchObject({ lastSeq: 6, seals: 0 });
  // Another machine whose clock is behind.
  await write(db, 'late');
  await sealEntries(db, createClock(new Date('2026-11-23T10:00:00Z')));
  expect(await verifyStoredChain(db, clock.now(), { published: [await getDayRoot(db)] })).toMatchObject({
    roots: 3,
    wrong: undefined,
  });
  await expect(getDayRoot(db, '2026-11-24')).rejects.toThrow('no root');
});

/** Changes rows as an intruder with the rights of the owner could, with triggers disabled. */
async function tamper(db: Database, statement: string): Promise<void> {
  for (const table of ['entries', 'seals', 'roots'])
    await sql.raw(`ALTER TABLE audit.${table} DISABLE TRIGGER ALL`).execute(db);
  await sql.raw(statement).execute(db);
}

const ONE_MORE = `INSERT INTO audit.entries (at, kind, action, actor_kind, actor_id, subject_kind, subject_id, details, origin)
  SELECT at, kind, action, actor_kind, 'forged', subject_kind, subject_id, details, origin FROM audit.entries LIMIT 1`;

test.each([
  ['one row altered', `UPDATE audit.entries SET actor_id = 'somebody-else' WHERE subject_id = 'c'`, 'entry-altered', 3],
  [
    'a microsecond altered',
    `UPDATE audit.entries SET at = at + '1 microsecond' WHERE subject_id = 'c'`,
    'entry-altered',
    3,
  ],
  ['one row deleted', `DELETE FROM audit.entries WHERE subject_id = 'c'`, 'entry-missing', 3],
  [
    'a row and its seal deleted',
    `DELETE FROM audit.seals WHERE seq = 3; DELETE FROM audit.entries WHERE subject_id = 'c'`,
    'sequence',
    3,
  ],
  ['one row inserted', ONE_MORE, 'never-sealed', undefined],
  [
    'two rows swapped',
    `UPDATE audit.seals SET entry_id = CASE entry_id WHEN 2 THEN -3 ELSE 2 END WHERE entry_id IN (2, 3);
     UPDATE audit.seals SET entry_id = 3 WHERE entry_id = -3`,
    'link-broken',
    2,
  ],
  ['a seal altered', `UPDATE audit.seals SET sealed_at = sealed_at + '1 second' WHERE seq = 4`, 'link-broken', 4],
  [
    'the tail cut off',
    'DELETE FROM audit.seals WHERE seq > 3; DELETE FROM audit.entries WHERE id > 3',
    'root-wrong',
    undefined,
  ],
  ['a root altered', 'UPDATE audit.roots SET last_seq = 3', 'root-wrong', undefined],
])('detected: %s', async (_, statement, what, seq) => {
  const { db, clock } = await aChain();
  expect((await verifyStoredChain(db, clock.now())).wrong).toBeUndefined();
  await tamper(db, statement);
  const { wrong } = await verifyStoredChain(db, clock.now());
  expect(wrong).toMatchObject(seq === undefined ? { what } : { what, seq });
});

test('a chain rewritten by the owner, root included, is detected by a root published before', async () => {
  const { db, clock } = await aChain();
  const published = await getDayRoot(db);
  await tamper(
    db,
    `${ONE_MORE}; DELETE FROM audit.seals; DELETE FROM audit.roots; INSERT INTO audit.unsealed SELECT id, at FROM audit.entries`,
  );
  clock.turn('2026-11-21T10:00:00Z');
  await sealEntries(db, clock);
  clock.turn('2026-11-22T10:00:00Z');
  await sealEntries(db, clock);
  expect((await verifyStoredChain(db, clock.now())).wrong).toBeUndefined();
  expect((await verifyStoredChain(db, clock.now(), { published: [published] })).wrong).toMatchObject({
    what: 'published-root-differs',
    seq: 4,
  });
});
