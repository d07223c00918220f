import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { forgetCases } from '../../server/capabilities/care/commands/forget-cases.ts';
import { forgetReferrals } from '../../server/capabilities/referral/commands/forget-referrals.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { aNeed, aReferral } from '../support/a-referral.ts';
import { openRoles } from '../support/role-databases.ts';
import { openTestSystem } from '../support/test-system.ts';

// A referral is kept as long as its case, and no longer.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const { service } = await openRoles(db);

/** Every table with rows of a referral or of its case, as the schema knows them: a new one must be forgotten too. */
const TABLES = await rows(
  db,
  sql<{ name: string; field: string }>`SELECT 'referral.' || table_name AS name, column_name AS field
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'referral' AND table_type = 'BASE TABLE' AND column_name IN ('referral_id', 'case_id')
      AND table_name <> 'cases_to_follow' ORDER BY 1`,
);

/** An ended case with referrals, and something in every table. */
async function anEndedCase(years: number) {
  const caseId = await aCase(db, { status: 'closed' });
  const referrals = [
    await aReferral(db, caseId, { status: 'completed', confirmation: 'received' }),
    await aReferral(db, caseId, { status: 'draft', needId: await aNeed(db, caseId, 'housing') }),
  ];
  for (const id of referrals) {
    await sql`INSERT INTO referral.timeline (id, referral_id, at, kind, details)
      VALUES (${randomUUID()}, ${id}, now(), 'offered', '{}')`.execute(db);
    await sql`INSERT INTO referral.answer_links (id, referral_id, token_hash, code_hash, given_to, made_by_person_id, made_at, expires_at)
      VALUES (${randomUUID()}, ${id}, ${id}, 'x', 'มูลนิธิสมมติ', ${randomUUID()}, now(), now())`.execute(db);
  }
  await sql`INSERT INTO referral.loss_proposals (id, case_id, need_id, reason, requested_by_person_id, requested_at)
    VALUES (${randomUUID()}, ${caseId}, ${randomUUID()}, 'ไม่มีที่ใดรับ', ${randomUUID()}, now())`.execute(db);
  await sql`INSERT INTO referral.capacity_questions (id, case_id, need_code, service_code, from_agency_id, to_agency_id, urgency,
      age_band, place, asked_by_person_id, asked_at)
    SELECT ${randomUUID()}, id, 'housing', 'shelter', agency_id, agency_id, 'normal', 'unknown', place, ${randomUUID()}, now()
    FROM care.cases WHERE id = ${caseId}`.execute(db);
  const ended = sql`${system.clock.now()}::timestamptz - make_interval(years => ${years}::integer, days => 1)`;
  await sql`UPDATE care.cases SET closed_at = ${ended} WHERE id = ${caseId}`.execute(db);
  await sql`UPDATE referral.referrals SET created_at = ${ended} WHERE case_id = ${caseId}`.execute(db);
  await sql`UPDATE referral.loss_proposals SET requested_at = ${ended} WHERE case_id = ${caseId}`.execute(db);
  await sql`UPDATE referral.capacity_questions SET asked_at = ${ended} WHERE case_id = ${caseId}`.execute(db);
  return { caseId, referrals };
}

const tablesWith = async ({ caseId, referrals }: { caseId: string; referrals: string[] }) => {
  const found = await Promise.all(
    TABLES.map(async ({ name, field }) => {
      const ids = field === 'case_id' ? [caseId] : referrals;
      const listed = ids.map((id) => `'${id}'`).join(', ');
      return (await rows(db, sql.raw(`SELECT 1 FROM ${name} WHERE ${field} IN (${listed}) LIMIT 1`))).length > 0
        ? name
        : [];
    }),
  );
  return found.flat();
};

test('a forgotten case takes its referrals with it: packet, timeline, links and questions; a kept one keeps them', async () => {
  const [due, kept] = [await anEndedCase(10), await anEndedCase(9)];
  const all = TABLES.map(({ name }) => name);
  expect(all.length).toBeGreaterThan(5);
  expect([await tablesWith(due), await tablesWith(kept)]).toEqual([all, all]);
  // Before the case is forgotten nothing goes.
  await forgetReferrals(system, service);
  expect(await tablesWith(due)).toEqual(all);
  await forgetCases(system, service);
  // Two servers at once.
  await Promise.all([forgetReferrals(system, service), forgetReferrals(system, service)]);
  expect([await tablesWith(due), await tablesWith(kept)]).toEqual([[], all]);
});

test('nobody but the job deletes a referral: neither role of the server may', async () => {
  for (const role of ['ess_service', 'ess_user']) {
    const rights = await getRow(
      db,
      sql<{ may: boolean; runs: boolean }>`SELECT has_table_privilege(${role}, 'referral.referrals', 'DELETE') AS may,
        has_function_privilege(${role}, 'referral.forget_referrals(timestamptz, integer)', 'EXECUTE') AS runs`,
    );
    expect(rights).toEqual({ may: false, runs: role === 'ess_service' });
  }
});
