import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { until } from '../support/officer.ts';
import { openConsoles } from '../support/open-consoles.ts';
import { insertOpenIncidents } from '../support/open-incidents.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { db, url } = await createTestDatabase('ess_demo_template');
const INCIDENTS = 400;
const KILLS = 6;
/** Milliseconds of life before each kill; the same in every run. */
const [lifetimes = []] = fc.sample(
  fc.array(fc.integer({ min: 30, max: 700 }), { minLength: KILLS, maxLength: KILLS }),
  { seed: 20_261_123, numRuns: 1 },
);

async function startClimber(): Promise<{ child: ChildProcess; kill(): Promise<void> }> {
  const child = fork(join(import.meta.dirname, '../support/climber-process.ts'), [url], { stdio: 'ignore' });
  await once(child, 'message');
  return {
    child,
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

test('two processes climb, killed again and again: every rung once, none without its alert, none after the answer', async () => {
  await openConsoles(db);
  // The same four rungs in the time a test has.
  await sql`INSERT INTO escalation.ladders (id, agency_kind, version, rungs, repeat_seconds, published_at)
    SELECT gen_random_uuid(), agency_kind, 2, '[{"afterSeconds": 0, "targets": ["on-duty"]},
      {"afterSeconds": 1, "targets": ["on-duty", "duty-chief"]},
      {"afterSeconds": 2, "targets": ["next-station", "centre-191"]},
      {"afterSeconds": 3, "targets": ["province-command", "national-desk"]}]', 600, now()
    FROM escalation.ladders WHERE agency_kind = 'station' AND version = 1`.execute(db);
  await insertOpenIncidents(db, { count: INCIDENTS, beginWithinSeconds: 3 });
  const climbers = [await startClimber(), await startClimber()];
  for (const [round, lifetime] of lifetimes.entries()) {
    await new Promise((over) => setTimeout(over, lifetime));
    // Somebody answers some of them while they climb.
    await sql`WITH answered AS (
        UPDATE escalation.climbs SET stopped_at = clock_timestamp(), stopped_by = 'answered'
        WHERE stopped_at IS NULL AND id IN (SELECT id FROM escalation.climbs WHERE stopped_at IS NULL
          ORDER BY id LIMIT 10 FOR UPDATE SKIP LOCKED) RETURNING incident_id)
      UPDATE incident.incidents SET status = 'acknowledged', acknowledged_at = now(), acknowledged_by = '{"id": "x"}'
      WHERE id IN (SELECT incident_id FROM answered)`.execute(db);
    const index = round % 2;
    await climbers[index]?.kill();
    climbers[index] = await startClimber();
  }
  await until(async () => {
    const { left } = await getRow(
      db,
      sql<{ left: number }>`SELECT count(*) AS left FROM escalation.climbs WHERE stopped_at IS NULL AND next_rung < 4`,
    );
    return left === 0 || undefined;
  }, 2);
  for (const climber of climbers) await climber.kill();

  const wrong = await rows(
    db,
    sql`SELECT climb.id, climb.stopped_at, array_agg(firing.rung ORDER BY firing.rung) AS rungs
      FROM escalation.climbs AS climb LEFT JOIN escalation.firings AS firing ON firing.climb_id = climb.id
      GROUP BY climb.id
      -- Each rung once and none left out: all four, or the first so many of one that was answered.
      HAVING array_agg(firing.rung ORDER BY firing.rung) IS DISTINCT FROM
          (CASE WHEN climb.stopped_at IS NULL THEN ARRAY[0, 1, 2, 3]
            ELSE coalesce((SELECT array_agg(rung) FROM generate_series(0, climb.next_rung - 1) AS rung), ARRAY[NULL]::int[]) END)
        OR max(firing.fired_at) > climb.stopped_at`,
  );
  expect(wrong).toEqual([]);
  const { fired, alerts, notices, called } = await getRow(
    db,
    sql<Record<'fired' | 'alerts' | 'notices' | 'called', number>>`SELECT
        (SELECT count(*) FROM escalation.firings) AS fired,
        (SELECT count(*) FROM alerting.alerts JOIN escalation.firings USING (id)) AS alerts,
        (SELECT count(*) FROM alerting.notices) AS notices,
        (SELECT count(*) FROM incident.involvements WHERE role = 'called') AS called`,
  );
  expect(fired).toBeGreaterThan((INCIDENTS - KILLS * 10) * 4 - 1);
  expect(alerts).toBe(fired);
  expect(notices).toBeGreaterThan(0);
  expect(called).toBeGreaterThan(0);
}, 240_000);
