import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { forgetCases } from '../../server/capabilities/care/commands/forget-cases.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase, anApproval, anAssessment, anOffer, aRecord } from '../support/a-case.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { openRoles } from '../support/role-databases.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const { service } = await openRoles(db);
const { personId: workerId } = await getDemoPerson(system, 'caseworker');

/** Every table with rows of a case, as the schema knows them: a new one must be forgotten too. */
const TABLES = await rows(
  db,
  sql<{ name: string; field: string }>`SELECT link.conrelid::regclass::text AS name, field.attname AS field
    FROM pg_constraint AS link JOIN pg_attribute AS field
      ON field.attrelid = link.conrelid AND field.attnum = ANY (link.conkey)
    WHERE link.contype = 'f' AND link.confrelid = 'care.cases'::regclass ORDER BY 1, 2`,
);

/** An ended case with something in every table. */
async function anEndedCase(years: number, special: { status?: string; isMinor?: boolean; personId?: string } = {}) {
  const { status = 'closed', isMinor = false } = special;
  const id = await aCase(db, { status, isMinor, name: `ผู้จบ ${years}` });
  const other = await aCase(db);
  const by = { authorId: workerId, at: new Date() };
  const recordId = await aRecord(db, id, 'assessment', anAssessment(3), by);
  await anApproval(db, id, 'closure', { by: workerId, recordId });
  await anOffer(db, id, { to: 'SO-65', by: workerId });
  const [home, relative] = [randomUUID(), randomUUID()];
  await sql`INSERT INTO care.needs (id, case_id, code, record_id, opened_at, opened_by_person_id)
    VALUES (${randomUUID()}, ${id}, 'safety', ${recordId}, now(), ${workerId})`.execute(db);
  await sql`INSERT INTO care.clocks (id, case_id, rule, started_at, due_at, stopped_at, stopped_by)
    VALUES (${randomUUID()}, ${id}, 'after-closure-30', now(), now(), now(), 'case-closed')`.execute(db);
  await sql`INSERT INTO care.team_members (id, case_id, account_id, profession, sections, until, invited_by_person_id, invited_at)
    VALUES (${randomUUID()}, ${id}, ${workerId}, 'doctor', '{health}', now(), ${workerId}, now())`.execute(db);
  await sql`INSERT INTO care.case_exclusions (id, case_id, kind, value, reason, by_person_id, at)
    VALUES (${randomUUID()}, ${id}, 'phone', '+66812345672', 'alleged-abuser', ${workerId}, now())`.execute(db);
  await sql`INSERT INTO care.case_timeline (id, case_id, at, kind, details)
    VALUES (${randomUUID()}, ${id}, now(), 'closed', '{}')`.execute(db);
  await sql`INSERT INTO care.case_links (case_id, other_case_id, kind, at)
    VALUES (least(${id}::uuid, ${other}::uuid), greatest(${id}::uuid, ${other}::uuid), 'sibling', now())`.execute(db);
  await sql`INSERT INTO care.households (id, address, created_by_person_id, created_at)
    VALUES (${home}, '1 หมู่ 2', ${workerId}, now())`.execute(db);
  await sql`INSERT INTO care.people (id, name, created_at, updated_at) VALUES (${relative}, 'ญาติ', now(), now())`.execute(
    db,
  );
  await sql`UPDATE care.cases SET closed_at = ${system.clock.now()}::timestamptz - make_interval(years => ${years}::integer, days => 1),
    household_id = ${home}, person_id = coalesce(${special.personId ?? null}::uuid, person_id) WHERE id = ${id}`.execute(
    db,
  );
  const { personId } = await getRow(
    db,
    sql<{ personId: string }>`SELECT person_id AS "personId" FROM care.cases WHERE id = ${id}`,
  );
  await sql`INSERT INTO care.household_members (id, household_id, person_id, relation, from_on, added_by_person_id, added_at)
    SELECT gen_random_uuid(), ${home}, member, 'self', current_date, ${workerId}::uuid, now()
    FROM unnest(ARRAY[${personId}, ${relative}]::uuid[]) AS member`.execute(db);
  return { id, personId, home, relative, other };
}

const rowsOf = async (id: string): Promise<string[]> => {
  const found = await Promise.all(
    TABLES.map(async ({ name, field }) =>
      (await rows(db, sql.raw(`SELECT 1 FROM ${name} WHERE ${field} = '${id}' LIMIT 1`))).length > 0 ? name : [],
    ),
  );
  return [...new Set(found.flat())];
};
const has = async (table: string, id: string) =>
  (await rows(db, sql.raw(`SELECT 1 FROM ${table} WHERE id = '${id}'`))).length === 1;

test('an ended case goes as a whole when its time has come: every table, its household and its people; the audit says only that', async () => {
  const due = [
    await anEndedCase(10),
    await anEndedCase(2, { status: 'not-opened' }),
    await anEndedCase(20, { isMinor: true }),
  ];
  const kept = [
    await anEndedCase(9),
    await anEndedCase(1, { status: 'not-opened' }),
    await anEndedCase(19, { isMinor: true }),
  ];
  // The same person came again: nothing of them goes before the younger case does.
  const [first] = [await anEndedCase(12)];
  const again = await anEndedCase(3, { personId: first.personId });
  kept.push(first, again);
  const open = await aCase(db);
  const before = await rowsOf(due[0]?.id ?? '');
  expect(before.length).toBeGreaterThan(8);

  // Two servers at once.
  await Promise.all([forgetCases(system, service), forgetCases(system, service)]);
  for (const { id, personId, home, relative, other } of due) {
    expect([id, await has('care.cases', id), await rowsOf(id)]).toEqual([id, false, []]);
    expect(await Promise.all([has('care.people', personId), has('care.people', relative)])).toEqual([false, false]);
    expect([await has('care.households', home), await has('care.cases', other)]).toEqual([false, true]);
    const audited = await rows(
      db,
      sql<{ action: string; details: object }>`SELECT action, details FROM audit.entries
        WHERE subject_id = ${id} AND action = 'case/forgotten'`,
    );
    expect(audited).toHaveLength(1);
    expect(JSON.stringify(audited)).not.toContain('ผู้จบ');
  }
  for (const { id, personId, home } of kept) {
    expect([await has('care.cases', id), await has('care.people', personId)]).toEqual([true, true]);
    expect([await has('care.households', home), (await rowsOf(id)).length]).toEqual([true, before.length]);
  }
  expect(await has('care.cases', open)).toBe(true);
});

test('every table with rows of a case, a person or a household is named in what forgets them', async () => {
  const { text } = await getRow(
    db,
    sql<{ text: string }>`SELECT pg_get_functiondef('care.forget_cases'::regproc) AS text`,
  );
  const linked = await rows(
    db,
    sql<{ name: string }>`SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint WHERE contype = 'f'
      AND confrelid = ANY (ARRAY['care.cases', 'care.people', 'care.households', 'care.case_records']::regclass[])`,
  );
  expect(linked.length).toBeGreaterThan(9);
  expect(linked.filter(({ name }) => !text.includes(`DELETE FROM ${name} `))).toEqual([]);
});

test('nobody but the job deletes a case: neither role of the server may', async () => {
  for (const role of ['ess_service', 'ess_user']) {
    const rights = await getRow(
      db,
      sql<{ may: boolean; runs: boolean }>`SELECT has_table_privilege(${role}, 'care.cases', 'DELETE') AS may,
        has_function_privilege(${role}, 'care.forget_cases(timestamptz, timestamptz, timestamptz, integer)', 'EXECUTE') AS runs`,
    );
    expect(rights).toEqual({ may: false, runs: role === 'ess_service' });
  }
});
