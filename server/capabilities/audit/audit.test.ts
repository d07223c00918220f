import { expect, test } from 'vitest';
import { rows, sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { createTestDatabase } from '#support/test-database';
import { type AuditEvent, listEntriesOf, recordAction, recordView } from './index.ts';

const { db } = await createTestDatabase();
const at = new Date('2026-11-21T10:00:00Z');

function anEvent(changes: Partial<AuditEvent> = {}): AuditEvent {
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

test('actions and views are found by their subject, newest first', async () => {
  const subject = { kind: 'incident', id: 'incident-listed' };
  await inTransaction(db, async (work) => recordAction(work, anEvent({ subjectId: subject.id })));
  await recordView(db, anEvent({ subjectId: subject.id, action: 'incident/open-panel', details: undefined }));
  await recordView(db, anEvent({ subjectId: 'another' }));
  const entries = await listEntriesOf(db, subject);
  expect(entries.map(({ kind, action }) => [kind, action])).toEqual([
    ['view', 'incident/open-panel'],
    ['action', 'incident/acknowledge'],
  ]);
  expect(entries[1]).toEqual({ ...anEvent({ subjectId: subject.id }), id: entries[1]?.id, kind: 'action' });
  expect(await listEntriesOf(db, subject, { beforeId: entries[0]?.id, limit: 5 })).toEqual([entries[1]]);
});

test('the actions of a transaction are stored in their order, with what each of them may leave out', async () => {
  const subjectId = 'several';
  const actions = [
    anEvent({ subjectId, action: 'incident/acknowledge', details: { codes: ['a', 'b'], note: null, on: true } }),
    anEvent({ subjectId, action: 'incident/change-eta', sessionId: null, details: {} }),
    anEvent({
      subjectId,
      action: 'incident/arrive',
      actorKind: 'system',
      actorId: null,
      at: new Date(at.getTime() + 1),
    }),
  ];
  await inTransaction(db, async (work) => {
    for (const action of actions) recordAction(work, action);
    recordAction(work, anEvent({ subjectId, action: 'incident/close', details: undefined }));
  });
  const stored = await listEntriesOf(db, { kind: 'incident', id: subjectId });
  expect(stored.toReversed().map(({ id, kind, ...auditEvent }) => auditEvent)).toEqual([
    ...actions,
    anEvent({ subjectId, action: 'incident/close', details: {} }),
  ]);
});

test('a failed action leaves no entry', async () => {
  const action = inTransaction(db, async (work) => {
    recordAction(work, anEvent({ subjectId: 'rolled-back' }));
    throw new Error('the action failed');
  });
  await expect(action).rejects.toThrow('the action failed');
  expect(await listEntriesOf(db, { kind: 'incident', id: 'rolled-back' })).toEqual([]);
});

test.each([
  'UPDATE audit.entries SET action = $$incident/close$$',
  'UPDATE audit.entries SET action = action WHERE false',
  'DELETE FROM audit.entries',
  'TRUNCATE audit.entries',
  'INSERT INTO audit.entries OVERRIDING SYSTEM VALUE SELECT * FROM audit.entries ON CONFLICT (id) DO UPDATE SET action = $$a/b$$',
  'SET session_replication_role = replica; DELETE FROM audit.entries',
])('entries are append-only: %s is refused', async (statement) => {
  await recordView(db, anEvent({ subjectId: 'kept' }));
  const before = await rows(db, sql`SELECT * FROM audit.entries ORDER BY id`);
  await expect(inTransaction(db, ({ tx }) => sql.raw(statement).execute(tx))).rejects.toThrow('append-only');
  expect(await rows(db, sql`SELECT * FROM audit.entries ORDER BY id`)).toEqual(before);
});

test('an entry needs an actor, unless it is the system', async () => {
  await expect(recordView(db, anEvent({ actorId: null }))).rejects.toThrow();
  await recordView(db, anEvent({ actorKind: 'system', actorId: null, subjectId: 'by-the-system', from: 'timer' }));
  expect(await listEntriesOf(db, { kind: 'incident', id: 'by-the-system' })).toHaveLength(1);
});
