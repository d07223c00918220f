import { gridDisk, latLngToCell } from 'h3-js';
import { expect, test } from 'vitest';
import type { MapCells, MapScan, NearRepeats, ShownQuality } from '../../contract/province-map.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { periodOf } from '../../server/capabilities/insight/prevention/map-period.ts';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import type { Officer } from '../support/officer.ts';
import { happenedBefore, type PastPlace } from '../support/past-places.ts';
import { openTestSystem } from '../support/test-system.ts';

// Maps of a province, made once a week from what was reported: what is planted is found, and what nobody reported feeds nothing.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const METRE = 1 / 111_195;
const { week, from, to, months } = periodOf(thaiDayOf(system.clock.now()));
/** Three places apart from each other: one busy with reports, one with what visits found, one with what is known only roughly. */
const [BUSY, VISITED, ROUGH] = [PLACES.muang, { lat: 16.905, lng: 100.34 }, { lat: 16.73, lng: 100.42 }];
const cellAt = ({ lat, lng }: { lat: number; lng: number }) => latLngToCell(lat, lng, 8);
/** Fourteen times thirty days up to the last one of the maps. */
const SPANS = Array.from({ length: 14 }, (_, back) => addDays(to, -29 - 30 * back));

/** So many in each of these around a place, forty metres apart. */
const around = (place: { lat: number; lng: number }, each: number, special: Partial<PastPlace> = {}): PastPlace[] =>
  SPANS.flatMap((first) =>
    Array.from({ length: each }, (_, nth) => ({
      ...{
        lat: place.lat + (nth % 4) * 40 * METRE,
        lng: place.lng + Math.floor(nth / 4) * 40 * METRE,
        on: addDays(first, nth),
      },
      ...special,
    })),
  );
/** Seventy in each of them, a kilometre and more from each other. */
const SPREAD: PastPlace[] = SPANS.flatMap((first, back) =>
  Array.from({ length: 70 }, (_, nth) => {
    const at = (nth * 37 + back * 11) % 600;
    return { lat: 16.7 + (at % 20) * 0.0125, lng: 100.22 + Math.floor(at / 20) * 0.0095, on: addDays(first, nth % 28) };
  }),
);
const base = await anIncident(system).reportedAt(PLACES.muang).happens();
await happenedBefore(db, base.id, [
  ...SPREAD,
  ...around(BUSY, 16),
  ...around(VISITED, 16, { isFoundOnVisit: true }),
  ...around(ROUGH, 8, { accuracyMetres: 2500 }),
  ...around(ROUGH, 2, { isWithoutReport: true }),
]);
// As after the very first start: facts of everything there is.
await sql`UPDATE insight.cursor SET recounted_on = NULL`.execute(db);
await system.app.runJobsWithin(60_000);

const read = async <Answer>(by: Officer, what: string, province = '65'): Promise<Answer> => {
  const { status, body } = await by.get<Answer>(`/api/v1/insight/${what}?province=${province}`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};
const readCells = (by: Officer, province?: string) =>
  system.until(async () => {
    const cells = await read<MapCells>(by, 'cells', province);
    return cells.made === null ? undefined : cells;
  });

test('a busy place is found among much that lies everywhere, and a province with few reports says that they are few', async () => {
  const analyst = await system.officer('analyst');
  const { made, outcome, cells } = await readCells(analyst);
  expect(outcome).toBe('tested');
  expect(made).toMatchObject({ week, to, from, shuffles: 999, rulesVersion: 1 });
  const busy = cells.find(({ cell }) => cell === cellAt(BUSY));
  expect(busy).toMatchObject({ isHot: true, change: 'persistent', isOnePlace: false });
  expect(busy?.areaTh).toContain('พิษณุโลก');
  expect(busy?.ring).toHaveLength(7);
  expect(busy?.ring[0]).toEqual(busy?.ring[6]);
  const hot = cells.filter(({ isHot }) => isHot).map(({ cell }) => cell);
  const near = gridDisk(cellAt(BUSY), 2);
  expect(hot.filter((cell) => !near.includes(cell))).toEqual([]);
  // Whoever knows of one incident in a cell knows of a home.
  for (const { n } of cells) expect(n === null || n >= 3).toBe(true);
  expect(JSON.stringify(cells)).not.toMatch(/incident|"lat"/i);

  const quality = await read<ShownQuality>(analyst, 'quality');
  expect(quality).toMatchObject({ outcome: 'measured', quality: { month: months.at(-2) } });
  expect(quality.quality?.pai).toBeGreaterThan(1);
  const repeats = await read<NearRepeats>(analyst, 'near-repeat');
  expect(repeats).toMatchObject({ outcome: 'tested', n: made?.n });
  expect(repeats.bands).toHaveLength(24);
  expect((await read<MapScan>(analyst, 'scan')).outcome).toMatch(/^(found|none)$/);

  const desk = await system.officer('desk1300');
  expect(await readCells(desk, '10')).toMatchObject({ outcome: 'too-few', cells: [], made: { n: 0 } });
  for (const what of ['near-repeat', 'scan', 'quality'])
    expect(await read(desk, what, '10')).toMatchObject({ outcome: 'too-few' });
});

test('what a visit found, what nobody reported and what is known only roughly feed nothing, and their number is said', async () => {
  const analyst = await system.officer('analyst');
  const { made, cells } = await readCells(analyst);
  const notable = cells.filter(({ isHot, change }) => isHot || change !== 'none').map(({ cell }) => cell);
  for (const place of [VISITED, ROUGH]) expect(notable).not.toContain(cellAt(place));
  const inYear = (of: (one: PastPlace) => boolean) =>
    [
      ...around(VISITED, 16, { isFoundOnVisit: true }),
      ...around(ROUGH, 8, { accuracyMetres: 2500 }),
      ...around(ROUGH, 2),
    ].filter((one) => of(one) && one.on > addDays(to, -365)).length;
  expect(made?.leftOut).toEqual({
    notReported: inYear(({ accuracyMetres }) => accuracyMetres === undefined),
    vague: inYear(({ accuracyMetres }) => accuracyMetres !== undefined),
  });
});

test('a province’s maps are its planners’ and the nation’s, and are made once a week', async () => {
  for (const what of ['cells', 'near-repeat', 'scan', 'quality']) {
    const path = `/api/v1/insight/${what}?province=`;
    expect(await (await system.officer('analyst')).get(`${path}10`)).toMatchObject({
      ...{ status: 403, body: { code: 'insight/not-yours' } },
    });
    for (const name of ['duty1', 'superintendent', 'duty-bangkok', 'caseworker'])
      expect((await (await system.officer(name)).get(`${path}65`)).status, name).toBe(403);
  }
  const madeAt = () =>
    getRow(db, sql<{ at: Date }>`SELECT made_at AS at FROM insight.province_maps WHERE province_code = '65'`);
  const before = await madeAt();
  await system.app.runJobsWithin(60_000);
  expect(await madeAt()).toEqual(before);
});
