import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, firstOfMonth } from '#contract/thai-day';
import { getRow, rows, sql } from '#platform/database/database';
import { createTestDatabase } from '#support/test-database';
import { BIN_COUNT, findBin, LONGEST_SECONDS } from '../methods/interval-bins.ts';
import { listWrongRollups, makeRollups, replaceRollups } from './store/rollup-rows.ts';

const { db } = await createTestDatabase();
const AGENCY = '00000000-0000-7000-8000-00000000000a';

type Fact = {
  at: number;
  day: string;
  province: string;
  type: string;
  channel: string;
  disposition: string | null;
  apart: string | null;
  isSilent: boolean;
  isEnded: boolean;
  seconds: number | null;
};
const fact = fc.record<Fact>({
  at: fc.nat(5),
  // Over the end of a month.
  day: fc.nat(3).map((days) => addDays('2026-10-30', days)),
  province: fc.constantFrom('10', '65'),
  type: fc.constantFrom('threat-or-assault', 'confinement'),
  channel: fc.constantFrom('line', 'web'),
  disposition: fc.constantFrom(null, 'handled', 'unfounded'),
  apart: fc.constantFrom(null, null, 'exercise', 'merged'),
  isSilent: fc.boolean(),
  isEnded: fc.boolean(),
  seconds: fc.option(fc.nat(700_000)),
});
/** A new fact, the same incident as something else, or none any more. */
const changes = fc.array(fc.oneof(fact, fc.record({ at: fc.nat(5), gone: fc.constant(true as const) })), {
  maxLength: 14,
});

const idOf = (at: number) => `00000000-0000-7000-8000-0000000000f${at}`;
const hourOf = ({ at }: Fact) => at * 30;

async function write(at: number, now: Fact | undefined): Promise<void> {
  await sql`DELETE FROM insight.incident_facts WHERE incident_id = ${idOf(at)}`.execute(db);
  if (!now) return;
  await sql`INSERT INTO insight.incident_facts (incident_id, reported_at, day, hour_of_week, province_code, district_code,
      subdistrict_code, agency_id, first_agency_id, type, channel, disposition, apart, is_silent, is_ended, is_handed_over,
      has_eta, reopen_count, nobody_came_count, contact_to_scene)
    VALUES (${idOf(at)}, ${`${now.day}T05:00:00Z`}::timestamptz, ${now.day}::date, ${hourOf(now)}, ${now.province}, '', '', ${AGENCY}, ${AGENCY},
      ${now.type}, ${now.channel}, ${now.disposition}, ${now.apart}, ${now.isSilent}, ${now.isEnded}, false, false, 0, 0, ${now.seconds})`.execute(
    db,
  );
}

/** Counted from nothing, by other means than SQL. */
function countAnew(facts: Iterable<Fact>): Record<string, number> {
  const sums: Record<string, number> = {};
  const add = (...key: (string | number)[]) => {
    sums[key.join('|')] = (sums[key.join('|')] ?? 0) + 1;
  };
  for (const one of facts) {
    const { day, province, type, channel, disposition, apart, isSilent, isEnded, seconds } = one;
    const month = firstOfMonth(day);
    const bin = seconds === null ? -1 : findBin(seconds);
    for (const [first, area] of [
      [day, 'the nation by day'],
      [month, 'TH'],
      [month, province],
    ] as const) {
      add('count', first, area, type, channel, disposition ?? '', apart ?? '');
      if (isSilent) add('silent', first, area, type, channel, disposition ?? '', apart ?? '');
      if (apart !== null || (seconds === null && !isEnded)) continue;
      add('bin', first, area, type, channel, bin ?? '');
      // All kinds together.
      add('bin', first, area, '', '', bin ?? '');
    }
    if (apart === null) for (const area of ['TH', province]) add('hour', month, area, type, channel, hourOf(one));
  }
  return sums;
}

async function readRollups(): Promise<Record<string, number>> {
  const found = await rows(
    db,
    sql<{ key: string; n: number }>`
      WITH counts AS (SELECT day AS first, 'the nation by day' AS area, type, channel, disposition, apart, n, silent FROM insight.day_counts
          UNION ALL SELECT month, area, type, channel, disposition, apart, n, silent FROM insight.month_counts),
        bins AS (SELECT day AS first, 'the nation by day' AS area, type, channel, interval, bins, counts FROM insight.interval_bins
          UNION ALL SELECT month, area, type, channel, interval, bins, counts FROM insight.month_interval_bins)
      SELECT concat_ws('|', 'count', first, area, type, channel, disposition, apart) AS key, n FROM counts
      UNION ALL SELECT concat_ws('|', 'silent', first, area, type, channel, disposition, apart), silent FROM counts WHERE silent > 0
      UNION ALL SELECT concat_ws('|', 'hour', month, area, type, channel, hour), held.n
        FROM insight.hour_of_week CROSS JOIN LATERAL unnest(hours, counts) AS held (hour, n)
      UNION ALL SELECT concat_ws('|', 'bin', first, area, type, channel, bin), held.n
        FROM bins CROSS JOIN LATERAL unnest(bins.bins, bins.counts) AS held (bin, n) WHERE interval = 'contact-to-scene'`,
  );
  return Object.fromEntries(found.map(({ key, n }) => [key, n]));
}

test('after any changes in any order the sums are what counting anew gives', async () => {
  await fc.assert(
    fc.asyncProperty(changes, async (sequence) => {
      const now = new Map<number, Fact>();
      for (const change of sequence) {
        const before = now.get(change.at);
        if ('gone' in change) now.delete(change.at);
        else now.set(change.at, change);
        await write(change.at, now.get(change.at));
        const keys = [before, now.get(change.at)].flatMap((one) => one ?? []);
        await replaceRollups(db, keys);
      }
      expect(await readRollups()).toEqual(countAnew(now.values()));
      for (const month of ['2026-10-01', '2026-11-01']) expect(await listWrongRollups(db, month)).toEqual([]);
      for (const at of now.keys()) await write(at, undefined);
      await replaceRollups(db, [...now.values()]);
    }),
    { numRuns: 25 },
  );
});

test('a sum that nobody replaced is found wrong, by its day and area, and made anew with its month', async () => {
  const one: Fact = {
    ...{ at: 1, day: '2026-10-30', province: '65', type: 'confinement', channel: 'line', disposition: 'handled' },
    ...{ apart: null, isSilent: false, isEnded: true, seconds: 90 },
  };
  await write(1, one);
  // The nation's month is the sum of what its provinces have, which is nothing yet.
  expect(await listWrongRollups(db, '2026-10-01')).toEqual(
    expect.arrayContaining([
      { day: '2026-10-30', area: 'TH' },
      { day: '2026-10-01', area: '65' },
    ]),
  );
  expect(await listWrongRollups(db, '2026-11-01')).toEqual([]);
  await makeRollups(db, '2026-10-01');
  expect(await listWrongRollups(db, '2026-10-01')).toEqual([]);
  expect(await readRollups()).toEqual(countAnew([one]));
  for (const table of ['month_counts', 'month_interval_bins', 'hour_of_week']) {
    await sql`DELETE FROM ${sql.table(`insight.${table}`)} WHERE area = 'TH'`.execute(db);
    expect(await listWrongRollups(db, '2026-10-01'), table).toEqual([{ day: '2026-10-01', area: 'TH' }]);
    await replaceRollups(db, [one]);
    expect(await listWrongRollups(db, '2026-10-01'), table).toEqual([]);
  }
  await write(1, undefined);
  await makeRollups(db, '2026-10-01');
  expect(await readRollups()).toEqual({});
});

test('PostgreSQL puts every interval into the same bin as the methods do', async () => {
  // Both sides of every edge, and both ends.
  const edges = Array.from({ length: BIN_COUNT + 1 }, (_, bin) => Math.floor(1.05 ** bin));
  const seconds = [...new Set(edges.flatMap((edge) => [edge - 1, edge, edge + 1]))].filter((one) => one >= 0);
  seconds.push(LONGEST_SECONDS - 1, LONGEST_SECONDS, LONGEST_SECONDS + 1, 2_000_000_000);
  const { bins } = await getRow(
    db,
    sql<{ bins: number[] }>`SELECT array_agg(insight.bin_of(seconds)::int ORDER BY place) AS bins
      FROM unnest(${seconds}::integer[]) WITH ORDINALITY AS one (seconds, place)`,
  );
  expect(bins).toEqual(seconds.map(findBin));
});
