import { expect, test } from 'vitest';
import { recordView, sealEntries, verifyStoredChain } from '../../server/capabilities/audit/index.ts';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { startKillable } from '../support/killable-process.ts';
import { until } from '../support/officer.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { db, url } = await createTestDatabase();
const clock = { now: () => new Date() };
const ROUNDS = 6;
/** More than two batches each time, so that there is a middle to be killed in. */
const WRITTEN = 1200;

const counts = () =>
  getRow(
    db,
    sql<{ entries: number; seals: number }>`SELECT (SELECT count(*) FROM audit.entries) AS entries,
      (SELECT count(*) FROM audit.seals) AS seals`,
  );

async function write(round: number): Promise<void> {
  await sql`INSERT INTO audit.entries (at, kind, action, actor_kind, actor_id, subject_kind, subject_id, details, origin)
    SELECT now(), 'action', 'incident/acknowledged', 'person', 'officer', 'incident', ${`${round}-`} || number, '{}', 'x'
    FROM generate_series(1, ${WRITTEN}) AS number`.execute(db);
}

test('killed again and again while it seals: nothing is sealed twice, nothing is left, the chain holds', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    await write(round);
    const { seals } = await counts();
    const sealer = await startKillable('sealer-process.ts', [url]);
    // In odd rounds at once, in even ones after its first batch has been committed.
    if (round % 2 === 0) await until(async () => (await counts()).seals > seals || undefined);
    await sealer.kill();
    // Entries that come while no sealer lives.
    const by = { actorKind: 'system', actorId: null, from: 'test', sessionId: null, at: clock.now() } as const;
    await recordView(db, { ...by, action: 'incident/view', subjectKind: 'incident', subjectId: `between-${round}` });
  }
  // The killed process's last transaction may still hold the turn for a moment.
  await until(async () => {
    await sealEntries(db, clock);
    const { entries, seals } = await counts();
    return seals === entries || undefined;
  });
  expect(await counts()).toEqual({ entries: ROUNDS * (WRITTEN + 1), seals: ROUNDS * (WRITTEN + 1) });
  expect(await verifyStoredChain(db, clock.now())).toMatchObject({ seals: ROUNDS * (WRITTEN + 1), wrong: undefined });
});
