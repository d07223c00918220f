import { expect, test } from 'vitest';
import { rows, sql } from '../../server/platform/database/database.ts';
import { PLACES } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';
import { fix, webReporter } from '../support/web-reporter.ts';

// A proxy on this machine says where people come from.
const system = await openTestSystem({ config: { trustProxy: ['127.0.0.1'] } });
const FROM = '203.0.113.9';

const send = (said: object = {}, from = FROM) =>
  webReporter(system.url, { from }).report({ type: 'violent-frenzy', position: fix(PLACES.muang, 30), ...said });

test('more than five reports without a name from one network: all are taken, the first ring, the rest a minute later', async () => {
  const officer = await system.officer('duty1');
  const codes: (string | null)[] = [];
  for (let number = 0; number < 7; number++) codes.push((await send()).incidentCode);
  expect(new Set(codes).size).toBe(7);
  const idOf = async (code: string | null | undefined) => (await officer.sees((incident) => incident.code === code)).id;
  const ids = await Promise.all(codes.map(idOf));
  const gathered = await Promise.all(ids.map(async (id) => (await officer.detail(id)).reports[0]?.gathered));
  expect(gathered).toEqual([null, null, null, null, null, 6, 7]);

  const waiting = [true, true, true, true, true, false, false];
  expect(await listRung(ids)).toEqual(waiting);
  // Nor does a server take it for the alarm of one whose clock is ahead.
  await system.pass(15_000);
  expect(await listRung(ids)).toEqual(waiting);
  await system.pass(46_000);
  await system.until(async () => ((await listRung(ids)).every(Boolean) ? true : undefined));

  // Whoever gives a number, and whoever comes from elsewhere, is no part of it.
  const others = [await send({ phone: '0812345678' }), await send({}, '203.0.113.10')];
  for (const { incidentCode } of others) {
    expect((await officer.detail(await idOf(incidentCode))).reports[0]?.gathered).toBeNull();
  }
  const [named] = (await officer.detail(await idOf(others[0]?.incidentCode))).reports;
  expect(named?.trust).toBe('phone-given');
});

/** Which of them have an alarm. */
async function listRung(ids: string[]): Promise<boolean[]> {
  const found = await rows(
    system.owner,
    sql<{ incidentId: string }>`SELECT DISTINCT incident_id AS "incidentId" FROM alerting.alerts`,
  );
  return ids.map((id) => found.some(({ incidentId }) => incidentId === id));
}

test('thousands share the address of a telephone company: an alarm waits only while the same station rings for the same', async () => {
  const from = '203.0.113.77';
  const duty = await system.officer('duty1');
  const wangThong = await system.officer('duty-wangthong');
  const idOf = async (sees: typeof duty, said: object) => {
    const { incidentCode } = await send(said, from);
    return (await sees.sees(({ code }) => code === incidentCode)).id;
  };
  const first: string[] = [];
  for (let number = 0; number < 5; number++) first.push(await idOf(duty, {}));
  const elsewhere = await idOf(wangThong, { position: fix(PLACES.wangThong, 30) });
  const own = [{ type: 'confinement' }, { note: 'มีเด็กอยู่ในบ้าน' }, { silent: true }, { place: 'บ้านสีฟ้า หลังวัด' }];
  const others = await Promise.all(own.map((said) => idOf(duty, said)));
  const same = await idOf(duty, {});
  expect(await listRung([...first, elsewhere, ...others, same])).toEqual([...Array(10).fill(true), false]);
  expect((await wangThong.detail(elsewhere)).reports[0]?.gathered).toBe(6);

  // Nobody is called any more for what somebody answers, and what waits itself calls nobody.
  for (const id of [...first, ...others.slice(1)])
    expect(await duty.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 8 })).toMatchObject({ status: 200 });
  expect(await listRung([same, await idOf(duty, {})])).toEqual([false, true]);
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
