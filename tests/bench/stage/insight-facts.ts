import { firstOfMonth, monthAfter } from '../../../contract/thai-day.ts';
import { makeRollups } from '../../../server/capabilities/insight/facts/store/rollup-rows.ts';
import { type Connection, type Database, getRow, rows, sql } from '../../../server/platform/database/database.ts';

/** So much for sorting and grouping as a machine with ten million facts can spare. */
const WORK_MEM = sql`SET LOCAL work_mem = '128MB'`;

type Invented = {
  n: number;
  years: number;
  until: Date;
  agencies: { id: string; province: string }[];
  atOnce: number;
};

/**
 * Invented facts of some years up to a day: more in the evening and in some provinces, times that people wait spread as they are in the
 * field, some of them not written down. They lie in the table as they happened, one year after the other. Without the sums;
 * PostgreSQL 18.
 * @param db with as many connections as years are made at once
 */
export async function generateFacts(db: Database, { atOnce, ...invented }: Invented): Promise<void> {
  await all(
    Array.from({ length: invented.years }, (_, year) => year),
    (year) => generateYear(db, invented, year),
    atOnce,
  );
}

/** Does something with each of many, some at once. */
async function all<One>(many: One[], run: (one: One) => Promise<void>, atOnce: number): Promise<void> {
  const next = async (): Promise<void> => {
    for (let one = many.shift(); one !== undefined; one = many.shift()) await run(one);
  };
  await Promise.all(Array.from({ length: atOnce }, next));
}

async function generateYear(
  db: Database,
  { n, years, until, agencies }: Omit<Invented, 'atOnce'>,
  year: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // The same facts every time.
    await sql`SELECT setseed(${year / 100})`.execute(tx);
    await insertYear(tx, { ...{ n: Math.round(n / years), years, until, agencies, year } });
  });
}

async function insertYear(
  connection: Connection,
  { n, years, until, agencies, year }: Omit<Invented, 'atOnce'> & { year: number },
): Promise<void> {
  const [ids, provinces] = [agencies.map(({ id }) => id), agencies.map(({ province }) => province)];
  await sql`INSERT INTO insight.incident_facts (incident_id, reported_at, day, hour_of_week, province_code, district_code,
      subdistrict_code, agency_id, first_agency_id, type, channel, disposition, apart, is_silent, is_ended, is_handed_over, has_eta,
      has_victims, has_children, reopen_count, nobody_came_count, contact_to_report, report_to_alert, alert_to_acknowledge,
      acknowledge_to_unit, contact_to_unit, unit_to_en_route, en_route_to_scene, contact_to_scene, contact_to_team,
      scene_to_resolved, resolved_to_care, after_eta)
    SELECT uuidv7(), at, day, ((extract(isodow FROM day) - 1) * 24 + hour)::smallint,
      province, province || lpad((1 + floor(r1 * 9))::text, 2, '0'), province || '0101', agency, agency,
      (ARRAY['threat-or-assault', 'threat-or-assault', 'threat-or-assault', 'threat-or-assault', 'violent-frenzy', 'violent-frenzy',
        'confinement', 'sexual-violence-risk', 'riotous-gathering', 'unknown'])[1 + floor(r2 * 10)::int],
      (ARRAY['line', 'line', 'line', 'web', 'phone'])[1 + floor(r3 * 5)::int], disposition,
      CASE WHEN r1 < 0.01 THEN 'exercise' WHEN r1 < 0.02 THEN 'merged' WHEN disposition = 'test' THEN 'test' END,
      r4 < 0.1, true, disposition = 'handed-to-care', true, r5 < 0.5, r5 < 0.2, (r4 < 0.03)::int, (r5 < 0.01)::int,
      choosing, least(exp(0.5 + random_normal(0, 0.5)), 60)::int, alert, unit, choosing + alert + unit,
      CASE WHEN r1 > 0.12 THEN leave END, CASE WHEN r1 > 0.12 THEN travel END,
      CASE WHEN r1 > 0.12 THEN choosing + alert + unit + leave + travel END, CASE WHEN r1 > 0.12 THEN choosing + alert + unit + leave + travel END,
      CASE WHEN r2 > 0.05 THEN exp(7.5 + random_normal(0, 0.8))::int END,
      CASE WHEN disposition = 'handed-to-care' AND r3 > 0.1 THEN exp(9.5 + random_normal(0, 1))::int END,
      (random_normal(0, 200))::int
    FROM (SELECT *, (${until}::timestamptz AT TIME ZONE 'Asia/Bangkok')::date - back AS day,
        (((${until}::timestamptz AT TIME ZONE 'Asia/Bangkok')::date - back) + make_interval(hours => hour, secs => random() * 3599))
          AT TIME ZONE 'Asia/Bangkok' AS at,
        (ARRAY['handled', 'handled', 'handled', 'handed-to-care', 'handed-to-care', 'arrest', 'gone-on-arrival', 'unfounded', 'unfounded',
          'test'])[1 + floor(power(r6, 1.5) * 10)::int] AS disposition,
        (${ids}::uuid[])[place] AS agency, (${provinces}::text[])[place] AS province
      FROM (SELECT floor(365.25 * (${years}::int - ${year}::int - (one - 1)::float8 / ${n}::int))::int AS back,
          -- Around nine in the evening.
          ((floor(random_normal(21, 5))::int % 24) + 24) % 24 AS hour,
          1 + floor(${ids.length} * power(random(), 1.4))::int AS place,
          random() AS r1, random() AS r2, random() AS r3, random() AS r4, random() AS r5, random() AS r6,
          exp(3.4 + random_normal(0, 0.6))::int AS choosing, exp(3.2 + random_normal(0, 0.7))::int AS alert, exp(3.4 + random_normal(0, 0.8))::int AS unit,
          exp(4.1 + random_normal(0, 0.6))::int AS leave, exp(6.2 + random_normal(0, 0.6))::int AS travel
        FROM generate_series(1, ${n}::int) AS one) AS drawn) AS happened`.execute(connection);
}

/**
 * All sums of what the facts are: month by month as the recount of a day makes them, several months at once.
 * @param db with as many connections as months are made at once
 */
export async function fillRollups(db: Database, { atOnce }: { atOnce: number }): Promise<void> {
  await sql`TRUNCATE insight.day_counts, insight.month_counts, insight.interval_bins, insight.month_interval_bins,
    insight.hour_of_week`.execute(db);
  const { first, last } = await getRow(
    db,
    sql<{
      first: string;
      last: string;
    }>`SELECT min(day)::text AS first, max(day)::text AS last FROM insight.incident_facts`,
  );
  const months: string[] = [];
  for (let month = firstOfMonth(first); month <= last; month = monthAfter(month)) months.push(month);
  await all(
    months,
    (month) =>
      db.transaction().execute(async (tx) => {
        await WORK_MEM.execute(tx);
        await makeRollups(tx, month);
      }),
    atOnce,
  );
}

/** Runs what fills the table of facts without its indexes, and makes them again: row by row they take longer than all else. */
export async function withoutIndexes(db: Database, fill: () => Promise<void>): Promise<void> {
  const indexes = await rows(
    db,
    sql<{ name: string; made: string }>`SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS made
      FROM pg_index WHERE indrelid = 'insight.incident_facts'::regclass AND NOT indisprimary`,
  );
  for (const { name } of indexes) await sql.raw(`DROP INDEX ${name}`).execute(db);
  await fill();
  for (const { made } of indexes) await sql.raw(made).execute(db);
}
