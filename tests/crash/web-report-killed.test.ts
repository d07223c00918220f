import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rows, sql } from '../../server/platform/database/database.ts';
import { inTransaction } from '../../server/platform/database/transaction.ts';
import { PLACES } from '../support/an-incident.ts';
import { startKillable } from '../support/killable-process.ts';
import { until } from '../support/officer.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { fix, webReporter } from '../support/web-reporter.ts';

const { db, url: databaseUrl } = await createTestDatabase('ess_demo_template');
const dataDir = await mkdtemp(join(tmpdir(), 'ess-web-report-'));
const said = { type: 'confinement', position: fix(PLACES.muang, 20) } as const;

async function start(dies = '') {
  const server = await startKillable('web-report-process.ts', [databaseUrl, dataDir, dies]);
  return { ...server, url: String(server.said) };
}

const countIncidents = async () => {
  const [row] = await rows(db, sql<{ count: number }>`SELECT count(*)::int AS count FROM incident.incidents`);
  return row?.count;
};

test('killed between the commit and the answer: the phone sends it again, and it is the same report', async () => {
  const before = await countIncidents();
  const dying = await start('before-answer');
  const nok = webReporter(dying.url);
  await expect(nok.send(said)).rejects.toThrow();
  await dying.ended;
  expect(await countIncidents()).toBe((before ?? 0) + 1);

  const { url } = await start();
  const again = await webReporter(url, { clientId: nok.clientId }).report(said);
  expect(again).toMatchObject({ state: 'waiting', incidentCode: expect.any(String) });
  expect(await countIncidents()).toBe((before ?? 0) + 1);
});

test('killed in the middle of writing it: nothing is left of it, and the next try is the report', async () => {
  const before = await countIncidents();
  const dying = await start();
  const nok = webReporter(dying.url);
  await inTransaction(db, async ({ tx }) => {
    // The id is claimed; the incident waits for this lock.
    await sql`LOCK TABLE incident.incidents IN EXCLUSIVE MODE`.execute(tx);
    const sent = nok.send(said).catch(() => 'gone');
    await until(async () => {
      const waiting = await rows(
        db,
        sql`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%INTO incident.incidents%'
          AND datname = current_database()`,
      );
      return waiting.length > 0 ? true : undefined;
    });
    await dying.kill();
    expect(await sent).toBe('gone');
  });
  const { url } = await start();
  const again = await webReporter(url, { clientId: nok.clientId }).report(said);
  expect(again.state).toBe('waiting');
  expect(await countIncidents()).toBe((before ?? 0) + 1);
});
