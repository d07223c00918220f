import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { startKillable } from '../support/killable-process.ts';
import { until } from '../support/officer.ts';
import { openRoles } from '../support/role-databases.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { db } = await createTestDatabase('ess_demo_template');
// As the server logs in: nobody else's clocks may free a need.
const { serviceUrl } = await openRoles(db);
const REFERRALS = 600;
const KILLS = 8;
/** What the referrals of this test have in common. */
const MARK = 'CS-KILLED';
/** Milliseconds of life before each kill; the same in every run. */
const [lifetimes = []] = fc.sample(
  fc.array(fc.integer({ min: 30, max: 600 }), { minLength: KILLS, maxLength: KILLS }),
  { seed: 20_261_129, numRuns: 1 },
);

const startProcess = () => startKillable('referral-clock-process.ts', [serviceUrl]);

/** Offers that nobody answers, each for a case of its own: half time, end and the province's moment come within the kills. */
async function insertOffers(): Promise<void> {
  // Those of the demonstration have their own times.
  await sql`UPDATE referral.referrals SET reminded_at = coalesce(reminded_at, now()), province_told_at = coalesce(province_told_at, now())
    WHERE offered_at IS NOT NULL`.execute(db);
  await sql`WITH centre AS (SELECT id FROM jurisdiction.agencies WHERE code = 'TC-650101'),
    numbered AS (SELECT gen_random_uuid() AS id, gen_random_uuid() AS need_id, gen_random_uuid() AS case_id,
        gen_random_uuid() AS person_id, now() + random() * interval '3 seconds' AS due
      FROM generate_series(1, ${REFERRALS}::integer)),
    people AS (INSERT INTO care.people (id, created_at, updated_at) SELECT person_id, now(), now() FROM numbered),
    cases AS (INSERT INTO care.cases (id, buddhist_year, person_id, concern, source, place, status, status_since,
        agency_id, opened_at, waiting_since, updated_at)
      SELECT case_id, 2569, person_id, 'victim', 'walk-in', '{}', 'registered', now(), centre.id, now(), now(), now()
      FROM numbered, centre),
    needs AS (INSERT INTO care.needs (id, case_id, code, opened_at, opened_by_person_id)
      SELECT need_id, case_id, 'housing', now(), gen_random_uuid() FROM numbered),
    holders AS (INSERT INTO care.need_holders (need_id, kind, holder_id, since)
      SELECT need_id, 'referral', id, now() FROM numbered)
    INSERT INTO referral.referrals (id, buddhist_year, case_id, case_code, need_id, need_code, from_agency_id, to_agency_id,
      service_code, statutory, urgency, age_band, is_minor, silent, place, papers, status, status_since, created_by_person_id,
      created_at, offered_at, half_at, due_at, province_at, updated_at)
    SELECT numbered.id, 2569, case_id, ${MARK}, need_id, 'housing', centre.id,
      (SELECT agency.id FROM jurisdiction.agencies AS agency WHERE agency.code = 'SV-65-SHELTER'), 'shelter', false, 'urgent',
      'unknown', false, false, '{}', '{}', 'offered', now(), gen_random_uuid(), now(), now(), due - interval '0.5 seconds',
      due, due + interval '0.5 seconds', now()
    FROM numbered, centre`.execute(db);
}

test('with two processes killed repeatedly across the deadline, each offer is reminded, expires and reaches the province once, and its need is free', async () => {
  await insertOffers();
  const processes = [await startProcess(), await startProcess()];
  for (const [turn, lifetime] of lifetimes.entries()) {
    await new Promise((over) => setTimeout(over, lifetime));
    await processes[turn % 2]?.kill();
    processes[turn % 2] = await startProcess();
  }
  await until(async () => {
    const { left } = await getRow(
      db,
      sql<{ left: number }>`SELECT count(*)::int AS left FROM referral.referrals WHERE case_code = ${MARK}
        AND province_told_at IS NULL`,
    );
    return left === 0 || undefined;
  }, 2);
  for (const one of processes) await one.kill();

  const wrong = await rows(
    db,
    sql`SELECT one.id, one.status, one.accepted_at, entry.kinds, audited.actions, held.n
      FROM referral.referrals AS one
        CROSS JOIN LATERAL (SELECT array_agg(kind ORDER BY kind) AS kinds FROM referral.timeline WHERE referral_id = one.id) AS entry
        CROSS JOIN LATERAL (SELECT array_agg(action ORDER BY action) AS actions FROM audit.entries
          WHERE subject_id = one.id::text) AS audited
        CROSS JOIN LATERAL (SELECT count(*) AS n FROM care.need_holders WHERE need_id = one.need_id) AS held
      WHERE one.case_code = ${MARK} AND (one.status, one.accepted_at IS NULL, held.n, entry.kinds, audited.actions)
        IS DISTINCT FROM ('expired', true, 0, ARRAY['expired', 'province-told', 'reminded'],
          ARRAY['referral/expired', 'referral/province-told', 'referral/reminded'])`,
  );
  expect([wrong.length, wrong.slice(0, 2)]).toEqual([0, []]);
  const { n } = await getRow(
    db,
    sql<{ n: number }>`SELECT count(*)::int AS n FROM referral.referrals WHERE case_code = ${MARK}`,
  );
  expect(n).toBe(REFERRALS);
}, 240_000);
