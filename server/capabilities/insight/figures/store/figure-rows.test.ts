import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, firstOfMonth, monthAfter } from '#contract/thai-day';
import { sql } from '#platform/database/database';
import { createTestDatabase } from '#support/test-database';
import { makeRollups } from '../../facts/store/rollup-rows.ts';
import {
  type Asked,
  countBins,
  countBinsByProvince,
  countByDimensions,
  countByTime,
  countHours,
  countIncidents,
} from './figure-rows.ts';

// Sums of months and days, and facts at the ends of a span, against the same span counted from facts alone.

const { db } = await createTestDatabase();
const AGENCIES = { '10': '00000000-0000-7000-8000-00000000001a', '65': '00000000-0000-7000-8000-00000000006a' };
const FIRST = '2026-01-01';
const DAYS = 120;

// Some of everything on each of 120 days, the same every time.
await sql`INSERT INTO insight.incident_facts (incident_id, reported_at, day, hour_of_week, province_code, district_code,
    subdistrict_code, agency_id, first_agency_id, type, channel, disposition, apart, is_silent, is_ended, is_handed_over,
    has_eta, reopen_count, nobody_came_count, alert_to_acknowledge, contact_to_scene)
  SELECT gen_random_uuid(), day + time '05:00', day, nth * 7 % 168, province, province || '01', province || '0101', agency, agency,
    (ARRAY['threat-or-assault', 'confinement', 'unknown'])[1 + nth % 3], (ARRAY['line', 'web'])[1 + nth % 2],
    (ARRAY['handled', NULL, 'arrest', 'handled', 'unfounded'])[1 + nth % 5], CASE WHEN nth % 11 = 0 THEN 'exercise' END,
    nth % 4 = 0, nth % 5 <> 1, false, false, (nth % 6 = 0)::int, (nth % 9 = 0)::int, 3 + nth % 40, CASE WHEN nth % 8 > 0 THEN 60 + nth END
  FROM generate_series(0, ${DAYS * 5 - 1}::int) AS nth,
    LATERAL (SELECT ${FIRST}::date + nth / 5 AS day, (ARRAY['10', '65'])[1 + nth / 2 % 2] AS province) AS drawn,
    LATERAL (SELECT CASE province WHEN '10' THEN ${AGENCIES['10']}::uuid ELSE ${AGENCIES['65']}::uuid END AS agency) AS ours`.execute(
  db,
);
for (let month = FIRST; month < addDays(FIRST, DAYS); month = monthAfter(month)) await makeRollups(db, month);

const spans = fc
  .record({ start: fc.integer({ min: -10, max: DAYS }), length: fc.nat(DAYS) })
  .map(({ start, length }) => ({ from: addDays(FIRST, start), to: addDays(FIRST, start + length) }));
const kinds = fc.record({
  type: fc.constantFrom<Asked['type']>(undefined, ['confinement'], ['confinement', 'unknown']),
  channel: fc.constantFrom<Asked['channel']>(undefined, ['web']),
});
const SCOPES = [
  { scope: { province: null }, agencyIds: Object.values(AGENCIES) },
  { scope: { province: '65' }, agencyIds: [AGENCIES['65']] },
];

async function read(asked: Asked) {
  const whole = { from: firstOfMonth(asked.from), to: addDays(monthAfter(asked.to), -1) };
  const of = async (found: Promise<object[]>) =>
    (await found).map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
  return {
    incidents: await of(countIncidents(db, asked)),
    days: await of(countByTime(db, asked, 'day')),
    months: await of(countByTime(db, asked, 'month')),
    bins: await of(countBins(db, asked)),
    hours: await of(countHours(db, { ...asked, ...whole })),
    kinds: await of(countByDimensions(db, asked, { row: 'type', column: 'disposition', step: 'month' })),
    monthsOfChannels: await of(countByDimensions(db, asked, { row: 'time', column: 'channel', step: 'month' })),
    daysOfTypes: await of(countByDimensions(db, asked, { row: 'type', column: 'time', step: 'day' })),
  };
}

test('whole months from sums and the days at their ends add up to what the facts say', async () => {
  await fc.assert(
    fc.asyncProperty(spans, kinds, async (span, kind) => {
      for (const { scope, agencyIds } of SCOPES) {
        expect(await read({ ...span, ...kind, scope })).toEqual(await read({ ...span, ...kind, scope: { agencyIds } }));
      }
    }),
    { numRuns: 30 },
  );
});

test('provinces side by side are each what it is by itself', async () => {
  await fc.assert(
    fc.asyncProperty(spans, kinds, async (span, kind) => {
      const nation: Asked = { ...span, ...kind, scope: { province: null } };
      const areas = await countByDimensions(db, nation, { row: 'area', column: undefined, step: 'month' });
      const bins = await countBinsByProvince(db, nation, 'contact-to-scene');
      for (const province of Object.keys(AGENCIES)) {
        const own: Asked = { ...nation, scope: { province } };
        const n = (await countByTime(db, own, 'month')).reduce((sum, row) => sum + row.n, 0);
        expect(areas.find(({ row }) => row === province)?.n ?? 0).toBe(n);
        const ownBins = (await countBins(db, own)).filter(({ interval }) => interval === 'contact-to-scene');
        const sideBySide = bins.filter((one) => one.province === province);
        const byBin = (rows: { bin: number; n: number }[]) =>
          rows.map(({ bin, n }) => [bin, n]).sort((a, b) => Number(a[0]) - Number(b[0]));
        expect(byBin(sideBySide)).toEqual(byBin(ownBins));
      }
    }),
    { numRuns: 15 },
  );
});
