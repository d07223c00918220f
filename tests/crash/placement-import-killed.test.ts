import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PlacementImport } from '../../contract/outreach.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { inTransaction } from '../../server/platform/database/transaction.ts';
import { startKillable } from '../support/killable-process.ts';
import { signIn, until } from '../support/officer.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { db, url: databaseUrl } = await createTestDatabase('ess_demo_template');
const dataDir = await mkdtemp(join(tmpdir(), 'ess-placement-import-'));
const PLACES = 3000;

async function start() {
  const server = await startKillable('web-report-process.ts', [databaseUrl, dataDir]);
  return { ...server, url: String(server.said) };
}

/** What is stored of this campaign: how many placements, and how many of them are already changed. */
const stored = (campaignId: string) =>
  getRow(
    db,
    sql<{
      all: number;
      changed: number;
    }>`SELECT count(*)::int AS "all", (count(*) FILTER (WHERE version > 1))::int AS changed
      FROM outreach.placements WHERE campaign_id = ${campaignId}`,
  );

test('killed in the middle of an import: no place of the file is new or changed, and the next try imports them all', async () => {
  const dying = await start();
  const officer = await signIn(dying.url, 'outreach@demo.ess.example');
  const { id: agencyId } = await getRow(
    db,
    sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = 'OP-JAIDEE'`,
  );
  const made = await officer.post<{ id: string }>('/api/v1/campaigns', {
    ...{ agencyId, name: 'นำเข้าแล้วดับ', aim: '', startsOn: '2026-11-01', endsOn: null },
    ...{ languages: ['th'], budgetBaht: null, status: 'running' },
  });
  const campaignId = made.body.id;
  const known = await officer.post<object>('/api/v1/placements', {
    ...{ campaignId, kind: 'store', name: 'ชื่อเดิม', reference: 'K-0', status: 'shown' },
    position: { lat: 16.5, lng: 100.1 },
  });
  expect([made.status, known.status]).toEqual([200, 200]);
  const place = (n: number) => `K-${n},ร้าน ${n},${(16.5 + n / 10_000).toFixed(4)},100.1`;
  const text = ['reference,name,lat,lng', ...Array.from({ length: PLACES }, (_, n) => place(n)), ''].join('\n');
  const begun = { campaignId, fileName: 'ร้าน.csv', kind: 'store' };
  const { id } = (await officer.post<{ id: string }>('/api/v1/placement-imports', begun)).body;
  const at = `/api/v1/placement-imports/${id}`;
  expect(await officer.post<object>(`${at}/parts`, { part: 1, text })).toMatchObject({ body: { rows: PLACES } });
  await officer.post<object>(`${at}/check`);
  expect((await officer.get<PlacementImport>(at)).body).toMatchObject({ new: PLACES - 1, changed: 1, wrong: 0 });

  await inTransaction(db, async ({ tx }) => {
    // All placements are written; that the rows of the file are deleted waits for this lock.
    await sql`LOCK TABLE outreach.import_rows IN EXCLUSIVE MODE`.execute(tx);
    const committed = officer.post(`${at}/commit`, { leaveOut: 0 }).catch(() => 'gone');
    await until(async () => {
      const waiting = await rows(
        db,
        sql`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'DELETE FROM outreach.import_rows%'
          AND datname = current_database()`,
      );
      return waiting.length > 0 ? true : undefined;
    });
    await dying.kill();
    expect(await committed).toBe('gone');
  });
  expect(await stored(campaignId)).toEqual({ all: 1, changed: 0 });

  const { url } = await start();
  const again = await signIn(url, 'outreach@demo.ess.example');
  // Its connection may not have noticed yet that nobody is there.
  const taken = await until(async () => {
    const answer = await again.post<object>(`${at}/commit`, { leaveOut: 0 });
    return answer.status === 200 ? answer : undefined;
  });
  expect(taken.body).toEqual({ added: PLACES - 1, changed: 1 });
  expect(await stored(campaignId)).toEqual({ all: PLACES, changed: 1 });
  expect(await again.post(`${at}/commit`, { leaveOut: 0 })).toMatchObject({ status: 409 });
  expect(await stored(campaignId)).toEqual({ all: PLACES, changed: 1 });
}, 120_000);
