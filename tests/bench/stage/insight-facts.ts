import { type Connection, sql } from '../../../server/platform/database/database.ts';

/**
 * Invented facts of some years up to a day: more in the evening, at the week's end and in April, times that people wait spread as they
 * are in the field, some of them not written down. Without the sums; PostgreSQL 18.
 */
export async function generateFacts(
  connection: Connection,
  {
    n,
    years,
    until,
    agencies,
  }: { n: number; years: number; until: Date; agencies: { id: string; province: string }[] },
): Promise<void> {
  // The same facts every time.
  await sql`SELECT setseed(0.42)`.execute(connection);
  const [ids, provinces] = [agencies.map(({ id }) => id), agencies.map(({ province }) => province)];
  await sql`INSERT INTO insight.incident_facts
    SELECT uuidv7(), at, day, ((extract(isodow FROM day) - 1) * 24 + hour)::smallint,
      province, province || lpad((1 + floor(r1 * 9))::text, 2, '0'), province || '0101', agency, agency,
      (ARRAY['threat-or-assault', 'threat-or-assault', 'threat-or-assault', 'threat-or-assault', 'violent-frenzy', 'violent-frenzy',
        'confinement', 'sexual-violence-risk', 'riotous-gathering', 'unknown'])[1 + floor(r2 * 10)::int],
      (ARRAY['line', 'line', 'line', 'web', 'phone'])[1 + floor(r3 * 5)::int], disposition,
      CASE WHEN r1 < 0.01 THEN 'exercise' WHEN r1 < 0.02 THEN 'merged' WHEN disposition = 'test' THEN 'test' END,
      r4 < 0.1, true, disposition = 'handed-to-care', true, r5 < 0.5, r5 < 0.2, (r4 < 0.03)::int, (r5 < 0.01)::int,
      least(exp(0.5 + random_normal(0, 0.5)), 60)::int, alert, unit, least(exp(0.5), 60)::int + alert + unit,
      CASE WHEN r1 > 0.12 THEN leave END, CASE WHEN r1 > 0.12 THEN travel END, CASE WHEN r1 > 0.12 THEN alert + unit + leave + travel END,
      CASE WHEN r1 > 0.12 THEN alert + unit + leave + travel END, CASE WHEN r2 > 0.05 THEN exp(7.5 + random_normal(0, 0.8))::int END,
      CASE WHEN disposition = 'handed-to-care' AND r3 > 0.1 THEN exp(9.5 + random_normal(0, 1))::int END,
      (random_normal(0, 200))::int
    FROM (SELECT *, (${until}::timestamptz AT TIME ZONE 'Asia/Bangkok')::date - back AS day,
        (((${until}::timestamptz AT TIME ZONE 'Asia/Bangkok')::date - back) + make_interval(hours => hour, secs => random() * 3599))
          AT TIME ZONE 'Asia/Bangkok' AS at,
        (ARRAY['handled', 'handled', 'handled', 'handed-to-care', 'handed-to-care', 'arrest', 'gone-on-arrival', 'unfounded', 'unfounded',
          'test'])[1 + floor(power(r6, 1.5) * 10)::int] AS disposition,
        (${ids}::uuid[])[place] AS agency, (${provinces}::text[])[place] AS province
      FROM (SELECT floor(365.25 * ${years} * random())::int AS back,
          -- Around nine in the evening.
          ((floor(random_normal(21, 5))::int % 24) + 24) % 24 AS hour,
          1 + floor(${ids.length} * power(random(), 1.4))::int AS place,
          random() AS r1, random() AS r2, random() AS r3, random() AS r4, random() AS r5, random() AS r6,
          exp(3.2 + random_normal(0, 0.7))::int AS alert, exp(3.4 + random_normal(0, 0.8))::int AS unit,
          exp(4.1 + random_normal(0, 0.6))::int AS leave, exp(6.2 + random_normal(0, 0.6))::int AS travel
        FROM generate_series(1, ${n})) AS drawn) AS happened`.execute(connection);
}

/** All sums of what the facts are, made at once. */
export async function fillRollups(connection: Connection): Promise<void> {
  await sql`TRUNCATE insight.day_counts, insight.interval_bins, insight.hour_of_week`.execute(connection);
  await sql`INSERT INTO insight.day_counts SELECT * FROM insight.computed_day_counts`.execute(connection);
  // Row by row into an index of six columns the largest of them would take longer than all else.
  await sql`ALTER TABLE insight.interval_bins DROP CONSTRAINT interval_bins_pkey`.execute(connection);
  await sql`DROP INDEX insight.interval_bins_day`.execute(connection);
  await sql`INSERT INTO insight.interval_bins SELECT * FROM insight.computed_interval_bins`.execute(connection);
  await sql`ALTER TABLE insight.interval_bins ADD PRIMARY KEY (province_code, day, type, channel, interval, bin)`.execute(
    connection,
  );
  await sql`CREATE INDEX interval_bins_day ON insight.interval_bins (day)`.execute(connection);
  await sql`INSERT INTO insight.hour_of_week SELECT * FROM insight.computed_hour_of_week`.execute(connection);
}
