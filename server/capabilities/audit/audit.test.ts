import { expect, test } from 'vitest';
import { rows, sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { createTestDatabase } from '#support/test-database';
import { type AuditEvent, listEntriesOf, recordAction, recordView } from './index.ts';

const { db } = await createTestDatabase();
const at = new Date('2026-11-21T10:00:00Z');

function aDeed(changes: Partial<AuditEvent> = {}): AuditEvent {
  return {
    actorKind: 'person',
    actorId: 'officer-1',
    action: 'incident/acknowledge',
    subjectKind: 'incident',
    subjectId: 'incident-1',
    details: { etaMinutes: 8 },
    from: '192.0.2.1',
    sessionId: 'session-1',
    at,
    ...changes,
  };
}

test('an act and a look are found under their subject, newest first', async () => {
  const subject = { kind: 'incident', id: 'incident-listed' };
  await inTransaction(db, (work) => recordAction(work, aDeed({ subjectId: subject.id })));
  await recordView(db, aDeed({ subjectId: subject.id, action: 'incident/open-panel', details: undefined }));
  await recordView(db, aDeed({ subjectId: 'another' }));
  const entries = await listEntriesOf(db, subject);
  expect(entries.map(({ kind, action }) => [kind, action])).toEqual([
    ['view', 'incident/open-panel'],
    ['action', 'incident/acknowledge'],
  ]);
  expect(entries[1]).toEqual({ ...aDeed({ subjectId: subject.id }), id: entries[1]?.id, kind: 'action' });
  expect(await listEntriesOf(db, subject, { beforeId: entries[0]?.id, limit: 5 })).toEqual([entries[1]]);
});

test('the entry of an act that failed does not exist', async () => {
  const action = inTransaction(db, async (work) => {
    await recordAction(work, aDeed({ subjectId: 'rolled-back' }));
    throw new Error('the act failed');
  });
  await expect(action).rejects.toThrow('the act failed');
  expect(await listEntriesOf(db, { kind: 'incident', id: 'rolled-back' })).toEqual([]);
});

test.each([
  'UPDATE audit.entries SET action = $$incident/close$$',
  'UPDATE audit.entries SET action = action WHERE false',
  'DELETE FROM audit.entries',
  'TRUNCATE audit.entries',
  'INSERT INTO audit.entries OVERRIDING SYSTEM VALUE SELECT * FROM audit.entries ON CONFLICT (id) DO UPDATE SET action = $$a/b$$',
  'SET session_replication_role = replica; DELETE FROM audit.entries',
])('what was written stays: %s is refused', async (statement) => {
  await recordView(db, aDeed({ subjectId: 'kept' }));
  const before = await rows(db, sql`SELECT * FROM audit.entries ORDER BY id`);
  await expect(inTransaction(db, ({ tx }) => sql.raw(statement).execute(tx))).rejects.toThrow('append-only');
  expect(await rows(db, sql`SELECT * FROM audit.entries ORDER BY id`)).toEqual(before);
});

test('an entry needs to say who, unless it was the house itself', async () => {
  await expect(recordView(db, aDeed({ actorId: null }))).rejects.toThrow();
  await recordView(db, aDeed({ actorKind: 'system', actorId: null, subjectId: 'by-the-house', from: 'timer' }));
  expect(await listEntriesOf(db, { kind: 'incident', id: 'by-the-house' })).toHaveLength(1);
});
