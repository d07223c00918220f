import { expect, test } from 'vitest';
import { rows, sql } from '../../server/platform/database/database.ts';
import { PLACES } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';
import { fix, webReporter } from '../support/web-reporter.ts';

// A proxy on this machine says where people come from.
const system = await openTestSystem({ config: { trustProxy: ['127.0.0.1'] } });
const FROM = '203.0.113.9';

test('more than five reports without a name from one network: all are taken, the first ring, the rest a minute later', async () => {
  const officer = await system.officer('duty1');
  const send = (said: object = {}, from = FROM) =>
    webReporter(system.url, { from }).report({ type: 'violent-frenzy', position: fix(PLACES.muang, 30), ...said });
  const codes: (string | null)[] = [];
  for (let number = 0; number < 7; number++) codes.push((await send()).incidentCode);
  expect(new Set(codes).size).toBe(7);
  const idOf = async (code: string | null | undefined) => (await officer.sees((incident) => incident.code === code)).id;
  const ids = await Promise.all(codes.map(idOf));
  const gathered = await Promise.all(ids.map(async (id) => (await officer.detail(id)).reports[0]?.gathered));
  expect(gathered).toEqual([null, null, null, null, null, 6, 7]);

  const listRung = async () => {
    const found = await rows(
      system.owner,
      sql<{ incidentId: string }>`SELECT DISTINCT incident_id AS "incidentId" FROM alerting.alerts`,
    );
    return ids.map((id) => found.some(({ incidentId }) => incidentId === id));
  };
  expect(await listRung()).toEqual([true, true, true, true, true, false, false]);
  await system.pass(61_000);
  await system.until(async () => ((await listRung()).every(Boolean) ? true : undefined));

  // Whoever gives a number, and whoever comes from elsewhere, is no part of it.
  const others = [await send({ phone: '0812345678' }), await send({}, '203.0.113.10')];
  for (const { incidentCode } of others) {
    expect((await officer.detail(await idOf(incidentCode))).reports[0]?.gathered).toBeNull();
  }
});

test('no address is stored', async () => {
  const stored = await rows(
    system.owner,
    sql<{ row: string }>`SELECT to_jsonb(web)::text AS row FROM intake.web_reports AS web
      UNION ALL SELECT to_jsonb(report)::text FROM intake.reports AS report
      UNION ALL SELECT to_jsonb(reporter)::text FROM intake.reporters AS reporter
      UNION ALL SELECT to_jsonb(entry)::text FROM audit.entries AS entry WHERE actor_kind = 'reporter'`,
  );
  expect(stored.length).toBeGreaterThan(20);
  expect(stored.filter(({ row }) => row.includes('203.0.113'))).toEqual([]);
});
