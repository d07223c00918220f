import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { startKillable } from '../support/killable-process.ts';
import { until } from '../support/officer.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { db, url } = await createTestDatabase('ess_demo_template');
const CASES = 400;
/** Every so many-th has a clock of acceptance, and goes to the province. */
const ACCEPTANCE_EVERY = 8;
/** Incidents whose centre and then province must be told. */
const EARLY = 300;
/** Closed and held ones. */
const OTHERS = 100;
const KILLS = 8;
/** Milliseconds of life before each kill; the same in every run. */
const [lifetimes = []] = fc.sample(
  fc.array(fc.integer({ min: 30, max: 600 }), { minLength: KILLS, maxLength: KILLS }),
  { seed: 20_261_128, numRuns: 1 },
);

const startProcess = () => startKillable('case-clock-process.ts', [url]);

/**
 * Cases of a centre that nobody has accepted, each with one clock that reminds, is due and reaches the province at once.
 * Only they have clocks: of the invented cases of the demonstration it was said before they were there.
 */
async function insertCases(): Promise<void> {
  await sql`DELETE FROM care.clocks`.execute(db);
  await sql`WITH centre AS (SELECT id FROM jurisdiction.agencies WHERE kind = 'tambon-centre' ORDER BY code LIMIT 1),
    numbered AS (SELECT n, gen_random_uuid() AS case_id, gen_random_uuid() AS person_id,
        now() + random() * interval '3 seconds' AS due FROM generate_series(1, ${CASES}::integer) AS n),
    people AS (INSERT INTO care.people (id, created_at, updated_at) SELECT person_id, now(), now() FROM numbered),
    cases AS (INSERT INTO care.cases (id, buddhist_year, person_id, concern, source, place, status, status_since,
        agency_id, opened_at, waiting_since, updated_at)
      SELECT case_id, 2569, person_id, 'victim', 'walk-in', '{}', 'registered', now(), centre.id, now(), now(), now()
      FROM numbered, centre)
    INSERT INTO care.clocks (id, case_id, rule, started_at, half_at, due_at, province_at)
    SELECT gen_random_uuid(), case_id, CASE WHEN n % ${ACCEPTANCE_EVERY}::integer = 0 THEN 'acceptance' ELSE 'assessment' END, now(),
      due - interval '0.5 seconds', due, due + interval '0.5 seconds' FROM numbered`.execute(db);
}

/** Nobody serves at the centre, or nobody has answered: the province is told, of half of them a moment later. */
async function insertEarlyNotifications(): Promise<void> {
  await sql`INSERT INTO care.early_notifications (id, incident_id, incident_code, fact, place, silent, agency_id, known_at,
      sent_at, province_at)
    SELECT gen_random_uuid(), gen_random_uuid(), 'X', 'child', '{}', false,
      (SELECT agency.id FROM jurisdiction.agencies AS agency WHERE agency.code = 'TC-650101'), now(),
      CASE WHEN n % 2 = 0 THEN now() END,
      now() + interval '1 second' + random() * interval '3 seconds'
    FROM generate_series(1, ${EARLY}::integer) AS n`.execute(db);
}

/** Closed cases that are asked about now, and held ones whose last day is over, each with a clock that stands still. */
async function insertClosedAndHeld(): Promise<void> {
  await sql`WITH centre AS (SELECT id FROM jurisdiction.agencies WHERE kind = 'tambon-centre' ORDER BY code LIMIT 1),
    numbered AS (SELECT n, gen_random_uuid() AS case_id, gen_random_uuid() AS person_id, n % 2 = 0 AS is_closed,
        now() + random() * interval '3 seconds' AS due FROM generate_series(1, ${OTHERS}::integer) AS n),
    people AS (INSERT INTO care.people (id, safe_contact, created_at, updated_at)
      SELECT person_id, '{"channel": "line", "hours": "any"}', now(), now() FROM numbered),
    cases AS (INSERT INTO care.cases (id, buddhist_year, person_id, concern, source, place, status, status_since,
        agency_id, opened_at, waiting_since, updated_at, closed_at, end_reason, hold_reason, hold_until, report_id,
        worker_id)
      SELECT case_id, 2569, person_id, 'person', 'walk-in', '{}', CASE WHEN is_closed THEN 'closed' ELSE 'assessing' END, now(),
        centre.id, now(), now(), now(), CASE WHEN is_closed THEN now() END, CASE WHEN is_closed THEN 'goals-met' END,
        CASE WHEN NOT is_closed THEN 'away' END, CASE WHEN NOT is_closed THEN due END, gen_random_uuid(),
        gen_random_uuid()
      FROM numbered, centre),
    forms AS (INSERT INTO care.case_records (id, case_id, kind, section, series_id, version, body, author_id, saved_at)
      SELECT gen_random_uuid(), case_id, 'closure', 'follow-up', gen_random_uuid(), 1,
        '{"mayAsk": {"after30Days": true, "after90Days": true}}', gen_random_uuid(), now() FROM numbered WHERE is_closed)
    INSERT INTO care.clocks (id, case_id, rule, started_at, half_at, due_at, province_at, paused_at)
    SELECT gen_random_uuid(), case_id, CASE WHEN is_closed THEN 'after-closure-30' ELSE 'hold' END, now(), NULL::timestamptz, due,
      NULL::timestamptz, NULL::timestamptz FROM numbered
    UNION ALL
    SELECT gen_random_uuid(), case_id, 'assessment', now(), now() + interval '1 day', now() + interval '2 days',
      now() + interval '3 days', now() - interval '1 day' FROM numbered WHERE NOT is_closed`.execute(db);
}

test('with two processes killed repeatedly, each mark of a clock and each early notification is sent once, with its entry; a case that nobody accepted goes to the province once, a worker is looked for once at each owner, a hold ends once, a question is planned once', async () => {
  await insertCases();
  await insertClosedAndHeld();
  await insertEarlyNotifications();
  const processes = [await startProcess(), await startProcess()];
  for (const [turn, lifetime] of lifetimes.entries()) {
    await new Promise((over) => setTimeout(over, lifetime));
    await processes[turn % 2]?.kill();
    processes[turn % 2] = await startProcess();
  }
  await until(async () => {
    const { left } = await getRow(
      db,
      sql<{ left: number }>`SELECT (SELECT count(*) FROM care.clocks WHERE stopped_at IS NULL
        AND (due_at < now() + interval '1 minute' AND passed_at IS NULL
          OR province_at < now() + interval '1 minute' AND province_told_at IS NULL))
        + (SELECT count(*) FROM care.early_notifications WHERE province_told_at IS NULL)
        + (SELECT count(*) FROM care.cases WHERE status = 'registered' AND worker_id IS NULL AND suggested_at IS NULL) AS left`,
    );
    return left === 0 || undefined;
  }, 2);
  for (const one of processes) await one.kill();

  const wrong = await rows(
    db,
    sql`SELECT clock.rule, clock.id, entry.marks, entry.moves, audited.marks AS audited
      FROM care.clocks AS clock
        CROSS JOIN LATERAL (SELECT array_agg(details ->> 'mark' ORDER BY details ->> 'mark')
            FILTER (WHERE kind = 'clock-passed') AS marks, count(*) FILTER (WHERE kind = 'passed-to-province') AS moves
          FROM care.case_timeline WHERE case_id = clock.case_id) AS entry
        CROSS JOIN LATERAL (SELECT count(*) AS marks FROM audit.entries
          WHERE subject_id = clock.case_id::text AND action = 'case/clock-passed') AS audited
      WHERE clock.due_at < now() AND clock.rule IN ('acceptance', 'assessment') AND clock.paused_ms = 0 AND CASE clock.rule
        WHEN 'acceptance' THEN (entry.marks, entry.moves, audited.marks, clock.stopped_by)
          IS DISTINCT FROM (ARRAY['due'], 1, 1, 'owner-changed')
        ELSE (entry.marks, entry.moves, audited.marks, clock.stopped_by)
          IS DISTINCT FROM (ARRAY['due', 'province'], 0, 2, NULL) END`,
  );
  expect(wrong).toEqual([]);
  const suggestedWrongly = await rows(
    db,
    sql`SELECT one.id, one.suggested_worker_id, entry.looked, entry.moves, entry.named FROM care.cases AS one
        CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE kind IN ('suggested', 'all-full')) AS looked,
            count(*) FILTER (WHERE kind = 'suggested') AS named, count(*) FILTER (WHERE kind = 'passed-to-province') AS moves
          FROM care.case_timeline WHERE case_id = one.id) AS entry
      WHERE one.status = 'registered' AND one.worker_id IS NULL AND one.place = '{}'
        AND (entry.looked NOT BETWEEN 1 AND 1 + entry.moves OR one.suggested_worker_id IS NOT NULL AND entry.named = 0)`,
  );
  expect(suggestedWrongly).toEqual([]);
  const { offices, clocks } = await getRow(
    db,
    sql<Record<'offices' | 'clocks', number>>`SELECT
      (SELECT count(*) FROM care.cases JOIN jurisdiction.agencies AS agency ON agency.id = agency_id
          JOIN care.clocks AS clock ON clock.case_id = cases.id AND clock.stopped_at IS NULL
        WHERE agency.kind = 'provincial-social-office') AS offices,
      (SELECT count(*) FROM care.clocks WHERE stopped_at IS NULL AND rule = 'acceptance') AS clocks`,
  );
  const early = await rows(
    db,
    sql<{
      action: string;
      n: number;
      twice: number;
    }>`SELECT action, count(*) AS n, count(*) - count(DISTINCT subject_id) AS twice
      FROM audit.entries WHERE action LIKE 'care/early-notification-%' GROUP BY action ORDER BY action`,
  );
  // To the centre first only where a process looked before the time of the province had come.
  expect(early.find(({ action }) => action === 'care/early-notification-to-province')?.n).toBe(EARLY);
  expect(early.map(({ twice }) => twice)).toEqual(early.map(() => 0));
  const others = await getRow(
    db,
    sql<Record<'asked' | 'plans' | 'ended' | 'went' | 'held', number>>`SELECT
      (SELECT count(DISTINCT case_id) FROM care.welfare_checks WHERE kind = 'month') AS asked,
      (SELECT count(*) FROM care.welfare_checks) AS plans,
      (SELECT count(*) FROM care.case_timeline WHERE kind = 'resumed' AND by IS NULL) AS ended,
      (SELECT count(*) FROM care.clocks AS clock JOIN care.clocks AS hold ON hold.case_id = clock.case_id AND hold.rule = 'hold'
        WHERE clock.rule = 'assessment' AND clock.paused_at IS NULL AND hold.stopped_by = 'case-resumed'
          AND abs(clock.paused_ms - 86400000) < 60000) AS went,
      (SELECT count(*) FROM care.cases WHERE hold_reason = 'away') AS held`,
  );
  expect(others).toEqual({ asked: OTHERS / 2, plans: OTHERS / 2, ended: OTHERS / 2, went: OTHERS / 2, held: 0 });
  // Each of them has a clock of its own at the office.
  expect({ offices, clocks }).toEqual({ offices: CASES / ACCEPTANCE_EVERY, clocks: CASES / ACCEPTANCE_EVERY });
}, 240_000);
