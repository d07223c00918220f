import { expect, test } from 'vitest';
import { forgetRequests } from '../../server/capabilities/help/commands/forget-requests.ts';
import { listEarlier } from '../../server/capabilities/help/store/request-rows.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aHelpRequest } from '../support/a-help-request.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { openRoles } from '../support/role-databases.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const { service } = await openRoles(db);
const { personId: workerId } = await getDemoPerson(system, 'caseworker');
const { personId: supervisorId } = await getDemoPerson(system, 'care-supervisor');

/** Every table with rows of a request, as the schema knows them: a new one must be forgotten too. */
const TABLES = await rows(
  db,
  sql<{ name: string }>`SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint
    WHERE contype = 'f' AND confrelid = 'help.requests'::regclass AND conrelid <> confrelid ORDER BY 1`,
);
const rowsOf = async (id: string): Promise<string[]> => {
  const found = await Promise.all(
    TABLES.map(async ({ name }) =>
      (await rows(db, sql.raw(`SELECT 1 FROM ${name} WHERE request_id = '${id}' LIMIT 1`))).length > 0 ? name : [],
    ),
  );
  return found.flat();
};
const isThere = async (id: string) => (await rows(db, sql`SELECT 1 FROM help.requests WHERE id = ${id}`)).length === 1;

/** A request that ended so many days ago, with something in every table. */
async function anEnded(
  status: string,
  days: number,
  special: { grantedDaysAgo?: number; mergedInto?: string } = {},
): Promise<string> {
  const { grantedDaysAgo, mergedInto = null } = special;
  const at = (ago: number) => new Date(system.clock.now().getTime() - ago * 86_400_000);
  const granted =
    grantedDaysAgo === undefined
      ? undefined
      : { at: at(grantedDaysAgo), benefit: 'elderly-in-difficulty', amount: 2000 };
  const id = await aHelpRequest(db, { status: 'received', idNumber: `id-${made++}`, ...(granted && { granted }) });
  await sql`INSERT INTO help.checks (id, request_id, level, checker_ids, asked_at, due_at, result, decided_at)
    VALUES (gen_random_uuid(), ${id}, 'tambon', '{}', now(), now(), 'skipped', now())`.execute(db);
  await sql`INSERT INTO help.corrections (id, request_id, field, reason, by_person_id, at)
    VALUES (gen_random_uuid(), ${id}, 'person.name', 'ชื่อผิด', ${workerId}, now())`.execute(db);
  await sql`INSERT INTO help.visits (id, request_id, how, happened_at, confirms, differs, by_person_id, recorded_at)
    VALUES (gen_random_uuid(), ${id}, 'home', now(), '{}', '{}', ${workerId}, now())`.execute(db);
  await sql`INSERT INTO help.pictures (id, request_id, kind, attachment_id, added_at)
    VALUES (gen_random_uuid(), ${id}, 'other', gen_random_uuid(), now())`.execute(db);
  const proposal = await getRow(
    db,
    sql<{
      id: string;
    }>`INSERT INTO help.proposals (id, request_id, kind, reason, by_person_id, at, decision, decided_by_person_id, decided_at)
      VALUES (gen_random_uuid(), ${id}, 'refuse', 'facts-differ', ${workerId}, now(), 'approved', ${supervisorId}, now()) RETURNING id`,
  );
  await sql`INSERT INTO help.appeals (id, request_id, proposal_id, text, at)
    VALUES (gen_random_uuid(), ${id}, ${proposal.id}, 'ไม่เห็นด้วย', now())`.execute(db);
  await sql`INSERT INTO help.payments (id, request_id, method, amount, paid_on, by_person_id, recorded_at)
    VALUES (gen_random_uuid(), ${id}, 'cash', 2000, current_date, ${workerId}, now())`.execute(db);
  await sql`INSERT INTO help.timeline (id, request_id, at, kind, details)
    VALUES (gen_random_uuid(), ${id}, now(), 'begun', '{}')`.execute(db);
  await sql`UPDATE help.requests SET status = ${status}, ended_at = ${status === 'draft' ? null : at(days)},
    updated_at = ${at(days)}, merged_into_id = ${mergedInto}, case_id = gen_random_uuid() WHERE id = ${id}`.execute(db);
  return id;
}
let made = 1;
const YEAR = 366;

test('an ended request goes as a whole when its time has come; the audit keeps what was granted and in which fiscal year, and no person', async () => {
  const helped = await anEnded('closed', 10 * YEAR, { grantedDaysAgo: 10 * YEAR + 30 });
  const due = [
    helped,
    await anEnded('draft', YEAR),
    await anEnded('withdrawn', 2 * YEAR),
    await anEnded('became-case', 2 * YEAR),
    await anEnded('not-eligible', 5 * YEAR),
    await anEnded('upheld', 5 * YEAR),
  ];
  const kept = [
    await anEnded('closed', 9 * YEAR, { grantedDaysAgo: 9 * YEAR }),
    await anEnded('draft', 300),
    await anEnded('withdrawn', YEAR),
    await anEnded('not-eligible', 4 * YEAR),
    await aHelpRequest(db, { receivedDaysAgo: 20 * YEAR }),
  ];
  const full = await rowsOf(helped);
  // All but the news, which is gone as soon as it is sent.
  expect(full).toHaveLength(TABLES.length - 1);

  // Two servers at once.
  await Promise.all([forgetRequests(system, service), forgetRequests(system, service)]);
  for (const id of due) {
    expect([id, await isThere(id), await rowsOf(id)]).toEqual([id, false, []]);
    const audited = await rows(
      db,
      sql<{
        details: object;
      }>`SELECT details FROM audit.entries WHERE subject_id = ${id} AND action = 'help/forgotten'`,
    );
    expect(audited).toHaveLength(1);
    expect(JSON.stringify(audited)).not.toMatch(/สมมติ|id-\d/);
  }
  const { details } = await getRow(
    db,
    sql<{
      details: object;
    }>`SELECT details FROM audit.entries WHERE subject_id = ${helped} AND action = 'help/forgotten'`,
  );
  expect(details).toMatchObject({ kind: 'closed', benefit: 'elderly-in-difficulty', amount: 2000 });
  expect(details).toHaveProperty('fiscalYear', expect.any(Number));
  for (const id of kept) expect([id, await isThere(id)]).toEqual([id, true]);
  expect(await rowsOf(kept[0] ?? '')).toEqual(full);
});

test('what counts in the running fiscal year stays, whatever its term; what others were merged into goes after them', async () => {
  // As if the clock of its end was wrong.
  const counting = await anEnded('closed', 11 * YEAR, { grantedDaysAgo: 0 });
  const into = await anEnded('withdrawn', 3 * YEAR);
  const merged = await anEnded('merged', YEAR, { mergedInto: into });
  await forgetRequests(system, service);
  expect(await Promise.all([counting, into, merged].map(isThere))).toEqual([true, true, true]);
  const { idNumber } = await getRow(
    db,
    sql<{ idNumber: string }>`SELECT id_number AS "idNumber" FROM help.requests WHERE id = ${counting}`,
  );
  const own = { id: into, idNumber, familyIds: [idNumber] };
  expect((await listEarlier(service, own)).map(({ requestId }) => requestId)).toEqual([counting]);

  await sql`UPDATE help.requests SET ended_at = ended_at - interval '2 years' WHERE id = ${merged}`.execute(db);
  await forgetRequests(system, service);
  await forgetRequests(system, service);
  expect(await Promise.all([counting, into, merged].map(isThere))).toEqual([true, false, false]);
});

test('every table with rows of a request is named in what forgets them, and neither role of the server may delete one itself', async () => {
  const { text } = await getRow(
    db,
    sql<{ text: string }>`SELECT pg_get_functiondef('help.forget_requests'::regproc) AS text`,
  );
  expect(TABLES.length).toBeGreaterThan(8);
  expect(TABLES.filter(({ name }) => !text.includes(`DELETE FROM ${name} `))).toEqual([]);
  for (const role of ['ess_service', 'ess_user']) {
    const rights = await getRow(
      db,
      sql<{ may: boolean; runs: boolean }>`SELECT has_table_privilege(${role}, 'help.requests', 'DELETE') AS may,
        has_function_privilege(${role}, 'help.forget_requests'::regproc, 'EXECUTE') AS runs`,
    );
    expect(rights).toEqual({ may: false, runs: role === 'ess_service' });
  }
});
