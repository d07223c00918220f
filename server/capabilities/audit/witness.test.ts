import { expect, test, vi } from 'vitest';
import { sql } from '#platform/database/database';
import { createLog } from '#platform/log';
import { createTestDatabase } from '#support/test-database';
import { createSealer } from './commands/keep-sealing.ts';
import { recordView, sealEntries } from './index.ts';
import { readWitnesses } from './witness.ts';

const clock = { now: () => new Date('2026-11-21T02:00:00Z') };
const auditEvent = (subjectId: string) => ({
  ...({ actorKind: 'person', actorId: 'officer-1', from: '192.0.2.1', sessionId: 'session-1' } as const),
  ...{ action: 'incident/view', subjectKind: 'incident', subjectId, at: clock.now() },
});

async function aSealer() {
  const { db } = await createTestDatabase();
  for (const subject of ['a', 'b', 'c']) await recordView(db, auditEvent(subject));
  await sealEntries(db, clock);
  const lines: string[] = [];
  const raiseSystemAlert = vi.fn(async () => {});
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const sealer = createSealer({ db, clock, log, notifier: { on: () => {} } as never, raiseSystemAlert });
  return { db, sealer, lines, raiseSystemAlert };
}

async function each(lines: readonly string[]) {
  async function* given() {
    yield* lines;
  }
  const witnesses = [];
  for await (const witness of readWitnesses(given())) witnesses.push(witness);
  return witnesses;
}

test('the end of the chain is logged in a line that the verification can read', async () => {
  const { sealer, lines, db } = await aSealer();
  await sealer.witness();
  await recordView(db, auditEvent('d'));
  await sealEntries(db, clock);
  await sealer.witness();
  expect(lines).toHaveLength(2);
  const witnesses = await each(lines.toReversed());
  expect(witnesses.map(({ seq }) => seq)).toEqual([3, 4]);
  expect(lines.join('')).toContain('day=2026-11-21');
});

test('a process raises an alert when the last link that it saw is gone or changed', async () => {
  const changes = [
    'DELETE FROM audit.seals WHERE seq = 3; DELETE FROM audit.entries WHERE id = 3',
    "UPDATE audit.seals SET hash = decode(repeat('ab', 32), 'hex') WHERE seq = 3",
  ];
  for (const change of changes) {
    const { db, sealer, raiseSystemAlert, lines } = await aSealer();
    await sealer.watch();
    await sealer.watch();
    expect(raiseSystemAlert).not.toHaveBeenCalled();
    await sql`ALTER TABLE audit.entries DISABLE TRIGGER ALL`.execute(db);
    await sql`ALTER TABLE audit.seals DISABLE TRIGGER ALL`.execute(db);
    await sql.raw(change).execute(db);
    await sealer.watch();
    expect(raiseSystemAlert).toHaveBeenCalledExactlyOnceWith(
      'audit/tail-changed',
      '3',
      expect.objectContaining({ seq: 3 }),
    );
    expect(lines.join('')).toContain('the last link of the audit chain is gone');
  }
});
