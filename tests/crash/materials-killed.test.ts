import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { MaterialBatchList } from '../../contract/materials.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { inTransaction } from '../../server/platform/database/transaction.ts';
import { startKillable } from '../support/killable-process.ts';
import { signIn, until } from '../support/officer.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { db, url: databaseUrl } = await createTestDatabase('ess_demo_template');
const dataDir = await mkdtemp(join(tmpdir(), 'ess-materials-'));
/** Three parts, the last with one sheet. */
const SHOPS = 41;
const LOCK = 20_261_129;

async function start() {
  const server = await startKillable('web-report-process.ts', [databaseUrl, dataDir]);
  const url = String(server.said);
  return { url, kill: server.kill, outreach: await signIn(url, 'outreach@demo.ess.example') };
}

type Started = Awaited<ReturnType<typeof start>>;

/** The check character at the end of a code does not count here. */
async function insertShops(): Promise<string> {
  const { id } = await getRow(
    db,
    sql<{
      id: string;
    }>`INSERT INTO outreach.campaigns (id, agency_id, name, aim, starts_on, languages, status, changed_at)
      SELECT gen_random_uuid(), id, 'ดับกลางทาง', '', '2026-11-01', '{th}', 'running', now()
      FROM jurisdiction.agencies WHERE code = 'OP-JAIDEE' RETURNING id`,
  );
  await sql`INSERT INTO outreach.placements (code, campaign_id, agency_id, kind, name, status)
    SELECT 'K' || lpad(n::text, 6, '0') || '0', campaign.id, campaign.agency_id, 'store', 'ร้าน ' || n, 'shown'
    FROM generate_series(1, ${SHOPS}::int) AS n, outreach.campaigns AS campaign WHERE campaign.id = ${id}`.execute(db);
  return id;
}

/** In which transaction each part was made: a part that is made again has another. */
const listParts = (id: string) =>
  rows(
    db,
    sql<{ part: number; by: string }>`SELECT part, xmin::text AS by FROM outreach.material_parts
      WHERE batch_id = ${id} ORDER BY part`,
  );

/** The files of an archive, once it is ready. */
async function fetchFiles({ url, outreach }: Started, id: string): Promise<Record<string, Uint8Array>> {
  await until(async () => {
    const { batches } = (await outreach.get<MaterialBatchList>('/api/v1/material-batches')).body;
    return batches.find((batch) => batch.id === id)?.state === 'ready' ? true : undefined;
  });
  const answer = await fetch(`${url}/api/v1/material-batches/${id}/archive`, { headers: { cookie: outreach.cookie } });
  return unzipSync(new Uint8Array(await answer.arrayBuffer()));
}

test('killed in the middle of an archive: the next process goes on after the last whole part, and the files are the same bytes', async () => {
  const asked = { material: 'counter-card', format: 'pdf', language: 'th', campaignId: await insertShops() };
  await sql`CREATE FUNCTION outreach.wait_in_the_middle() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_advisory_xact_lock(20261129); RETURN NEW; END $$`.execute(db);
  await sql`CREATE TRIGGER wait_in_the_middle BEFORE INSERT ON outreach.material_parts
    FOR EACH ROW WHEN (NEW.part = 1) EXECUTE FUNCTION outreach.wait_in_the_middle()`.execute(db);

  const dying = await start();
  const { id, made } = await inTransaction(db, async ({ tx }) => {
    await sql`SELECT pg_advisory_xact_lock(${LOCK})`.execute(tx);
    const batch = (await dying.outreach.post<{ id: string }>('/api/v1/material-batches', asked)).body;
    await until(async () => {
      const waiting = await rows(
        db,
        sql`SELECT 1 FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = current_database()
          AND query LIKE 'INSERT INTO outreach.material_parts%'`,
      );
      return waiting.length > 0 ? true : undefined;
    });
    await dying.kill();
    return { id: batch.id, made: await listParts(batch.id) };
  });
  expect(made.map(({ part }) => part)).toEqual([0]);

  const next = await start();
  const files = await fetchFiles(next, id);
  expect(Object.keys(files)).toHaveLength(SHOPS + 1);
  const parts = await listParts(id);
  expect(parts.map(({ part }) => part)).toEqual([0, 1, 2]);
  expect(parts[0]).toEqual(made[0]);
  // Made by a process that nobody killed.
  const whole = (await next.outreach.post<{ id: string }>('/api/v1/material-batches', asked)).body;
  expect(await fetchFiles(next, whole.id)).toEqual(files);
}, 120_000);
