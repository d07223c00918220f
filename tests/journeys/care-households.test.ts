import { expect, test } from 'vitest';
import type { CaseDetail, CaseList } from '../../contract/case-api.ts';
import type { HouseholdDetail } from '../../contract/household.ts';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { anIncident } from '../support/an-incident.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const [workerPerson, secondPerson, manager] = await Promise.all(
  ['caseworker', 'caseworker2', 'administrator'].map((name) => getDemoPerson(system, name)),
);
const [workerId, secondId] = [workerPerson?.personId ?? '', secondPerson?.personId ?? ''];
/** Somebody administers the centre. */
await sql`INSERT INTO access.memberships (id, user_id, agency_id, role, from_date)
  VALUES (gen_random_uuid(), ${manager?.personId}, ${workerPerson?.agencyId}, 'administrator', '2020-01-01')`.execute(
  db,
);
const [worker, second, administrator] = (await Promise.all(
  ['caseworker', 'caseworker2', 'administrator'].map(system.officer),
)) as [Officer, Officer, Officer];
const at = (id: string, rest = '') => `/api/v1/cases/${id}${rest}`;
const must = async <Body>(asked: Promise<{ status: number; body: Body }>): Promise<Body> => {
  const { status, body } = await asked;
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
};
const homeOf = async (id: string, officer = worker) =>
  (await must(officer.get<{ household: HouseholdDetail | null }>(at(id, '/household')))).household;
const living = (home: HouseholdDetail | null) =>
  (home?.members ?? []).flatMap(({ toOn, relation }) => (toOn === null ? [relation] : [])).toSorted();
const personOf = async (id: string) =>
  (await rows(db, sql<{ id: string }>`SELECT person_id AS id FROM care.cases WHERE id = ${id}`))[0]?.id ?? '';
const aWorkedCase = (special: Parameters<typeof aCase>[1] = {}) =>
  aCase(db, { status: 'planning', workerId, ...special });
const PLACE = 'บ้านพักฉุกเฉินลับ 99';
const EX_PHONE = '0896667771';

test('mother and child move to a secret place: the ex-partner and whoever belongs to him meet nothing of it, and history stays', async () => {
  // The ex-partner reported in LINE, has a case of his own, and his brother works at the centre.
  const phone = system.line.phone('อดีตคู่ครอง');
  const duty = await system.officer('duty1');
  const incident = await anIncident(system)
    .onPhone(phone)
    .reportedAt({ lat: 16.814, lng: 100.26 })
    .acknowledgedBy(duty)
    .happens();
  await phone.sendText(EX_PHONE);
  const reportId = incident.detail.reports[0]?.reportId ?? null;
  const mother = await aWorkedCase({ name: 'นางแม่ ย้ายแล้ว', incidentId: incident.id, reportId });
  const child = await aWorkedCase({ name: 'ด.ญ.ลูก ย้ายแล้ว', isMinor: true });
  const ex = await aCase(db, { status: 'planning', workerId: secondId, name: 'นายอดีต คู่ครอง' });
  await sql`UPDATE care.people SET id_number = '3650100123456', safe_contact = ${JSON.stringify({ detail: '089-666-7771' })}
    WHERE id = ${await personOf(ex)}`.execute(db);
  await must(administrator.post('/api/v1/me/re-authenticate', { password: demonstration.password }));
  const own = { kind: 'id-number', number: '3 6501 00123 45 6' };
  await must(administrator.post(`/api/v1/people/${secondId}/own-numbers`, own));
  await must(worker.post(at(mother, '/household'), { relation: 'self', address: 'บ้านเดิม 1', secret: false }));
  await must(worker.post(at(mother, '/household/members'), { relation: 'child', caseId: child }));
  await must(worker.post(at(mother, '/household/members'), { relation: 'ex-partner', caseId: ex }));
  expect(living(await homeOf(mother))).toEqual(['child', 'ex-partner', 'self']);
  expect((await homeOf(ex, second))?.address).toBe('บ้านเดิม 1');
  const storedRows = () =>
    rows(
      db,
      sql<{
        id: string;
        personId: string;
        to: string | null;
      }>`SELECT id, household_id, person_id AS "personId", relation,
          from_on::text, to_on::text AS to FROM care.household_members ORDER BY id`,
    );
  const before = await storedRows();

  const moved = { personIds: [await personOf(mother), await personOf(child)], address: PLACE, secret: true };
  await must(worker.post(at(mother, '/household/split'), { ...moved, barStaying: true }));

  // Both cases are in the new household, and its place is known to their worker.
  for (const id of [mother, child]) {
    expect(await homeOf(id)).toMatchObject({ address: PLACE, secret: true });
    expect(living(await homeOf(id))).toEqual(['child', 'self']);
  }
  // The old one knows that they left, not where, and not their names any more.
  const old = await homeOf(ex, second);
  expect(living(old)).toEqual(['ex-partner']);
  expect(old?.changes.map(({ kind, people }) => [kind, people])).toEqual(
    expect.arrayContaining([
      ['begun', 1],
      ['left', 2],
    ]),
  );
  // Not by screen, search, or export: the brother is known by the same ID number.
  const unknown = await second.get(at('0199e650-ffff-7000-8000-000000000000'));
  const everything = [
    ...(await Promise.all(
      ['', '/household', '/records', '/needs', '/clocks', '/pictures'].flatMap((rest) =>
        [mother, child].map((id) => second.get(at(id, rest))),
      ),
    )),
  ];
  for (const answer of everything) expect(answer).toEqual(unknown);
  const lists = await Promise.all(
    [
      '/api/v1/cases?scope=open',
      '/api/v1/care/today',
      `/api/v1/care/search?q=${encodeURIComponent('ย้ายแล้ว')}`,
      '/api/v1/care/hand-overs',
      at(ex),
      at(ex, '/household'),
    ].map((path) => second.get(path)),
  );
  expect(JSON.stringify(lists.map(({ body }) => body))).not.toMatch(new RegExp(`${mother}|${child}|${PLACE}|ย้ายแล้ว`));
  expect(await second.get(at(mother, '/print?document=summary&reason=court'))).toEqual(unknown);
  // Nor by LINE: the reporter has the number of the one who stayed behind.
  const heard = phone.messages().length;
  await sql`UPDATE care.cases SET reporter_message = 'due' WHERE id = ${mother}`.execute(db);
  await system.until(async () => {
    const [row] = await rows(db, sql<{ m: string }>`SELECT reporter_message AS m FROM care.cases WHERE id = ${mother}`);
    return row?.m === 'withheld' ? true : undefined;
  });
  expect(phone.messages().length).toBe(heard);
  // History: no row is gone or rewritten but for its end; those of the two who moved ended, and two began.
  const after = await storedRows();
  const open = (found: typeof after) => found.map((row) => ({ ...row, to: null }));
  expect(open(after)).toEqual(expect.arrayContaining(open(before)));
  const theirs = after.filter(({ personId }) => moved.personIds.includes(personId));
  expect(theirs.filter(({ to }) => to !== null)).toHaveLength(2);
  expect(theirs.filter(({ to }) => to === null)).toHaveLength(2);
  await sql`DELETE FROM access.own_numbers WHERE user_id = ${secondId}`.execute(db);
});

test('who was barred from the mother is barred from the child too: as its worker, its invited helper, and in the audit', async () => {
  const mother = await aWorkedCase({ name: 'นางแม่ ที่มีคนต้องห้าม' });
  const child = await aCase(db, { status: 'planning', workerId: secondId, name: 'ด.ช.ลูก ของเจ้าหน้าที่' });
  await must(worker.post(at(mother, '/household'), { relation: 'self', secret: false }));
  await must(worker.post(at(mother, '/household/members'), { relation: 'child', caseId: child }));
  await must(worker.post(at(mother, '/household/members'), { relation: 'grandparent', name: 'ยาย' }));
  const bar = { kind: 'account', personId: secondId, reason: 'relative' };
  await must(worker.post(at(mother, '/exclusions'), bar));
  // They live together: the address of the one stands in the case of the other.
  expect((await second.get(at(child))).status).toBe(404);

  const personIds = [await personOf(mother), await personOf(child)];
  await must(
    worker.post(at(mother, '/household/split'), { personIds, address: PLACE, secret: true, barStaying: false }),
  );

  expect((await second.get(at(child))).status).toBe(404);
  const [row] = await rows(
    db,
    sql<object>`SELECT worker_id AS "workerId", status, household_id = (SELECT household_id FROM care.cases
      WHERE id = ${mother}) AS together FROM care.cases WHERE id = ${child}`,
  );
  expect(row).toEqual({ workerId: null, status: 'reopened', together: true });
  // Somebody has to take it on, in time.
  const clocks = await rows(
    db,
    sql<{ rule: string }>`SELECT rule FROM care.clocks WHERE case_id = ${child} AND stopped_at IS NULL`,
  );
  expect(clocks.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['acceptance', 'assessment']));
  const audited = await rows(
    db,
    sql<object>`SELECT details ->> 'personId' AS "personId" FROM audit.entries
      WHERE action = 'case/excluded' AND subject_id = ${child}`,
  );
  expect(audited).toEqual([{ personId: secondId }]);
  // Whoever accepts it works on it again.
  await must(worker.post(at(child, '/accept')));
});

test('a bar reaches a case of the same household that whoever sets it can’t see, and stays lifted where it was lifted', async () => {
  const mother = await aWorkedCase({ name: 'นางแม่ ที่ลูกอยู่หน่วยอื่น' });
  const child = await aCase(db, { agency: 'SO-10', name: 'ด.ญ.ลูก ของหน่วยอื่น' });
  await must(worker.post(at(mother, '/household'), { relation: 'self', secret: false }));
  await sql`UPDATE care.cases SET household_id = (SELECT household_id FROM care.cases WHERE id = ${mother})
    WHERE id = ${child}`.execute(db);
  const number = { kind: 'id-number', value: '1100700456781', reason: 'alleged-abuser' };
  await must(worker.post(at(mother, '/exclusions'), number));
  const barred = () =>
    rows(
      db,
      sql<{ value: string }>`SELECT value FROM care.case_exclusions WHERE case_id = ${child} AND lifted_at IS NULL`,
    );
  expect(await system.until(async () => ((await barred()).length > 0 ? barred() : undefined))).toEqual([
    { value: '1100700456781' },
  ]);
  await sql`UPDATE care.case_exclusions SET lifted_at = now(), lifted_by_person_id = by_person_id
    WHERE case_id = ${child}`.execute(db);
  await must(worker.post(at(mother, '/exclusions'), { kind: 'account', personId: secondId, reason: 'relative' }));
  await system.until(async () => ((await accountsBarred(child)).length > 0 ? true : undefined));
  expect(await barred()).toEqual([{ value: null }]);
});

const accountsBarred = (caseId: string) =>
  rows(db, sql<object>`SELECT 1 FROM care.case_exclusions WHERE case_id = ${caseId} AND account_id IS NOT NULL`);

test('two households of the same family are merged, and the merge is undone once', async () => {
  const [one, other] = [await aWorkedCase({ name: 'นางหนึ่ง' }), await aWorkedCase({ name: 'นางสอง' })];
  for (const id of [one, other]) {
    await must(worker.post(at(id, '/household'), { relation: 'self', secret: false }));
    await must(worker.post(at(id, '/household/members'), { relation: 'child', name: `ลูกของ ${id.slice(0, 4)}` }));
  }
  const before = (await homeOf(other))?.id;
  await must(worker.post(at(one, '/household/merge'), { caseId: other }));
  const merged = await homeOf(one);
  expect(living(merged)).toEqual(['child', 'child', 'self', 'self']);
  expect((await homeOf(other))?.id).toBe(merged?.id);
  const again = await worker.post<{ code: string }>(at(one, '/household/merge'), { caseId: other });
  expect([again.status, again.body.code]).toEqual([409, 'case/household-exists']);

  const merge = merged?.changes.find(({ mayUndo }) => mayUndo);
  await must(worker.post(at(one, `/household/changes/${merge?.id}/undo`)));
  expect(living(await homeOf(one))).toEqual(['child', 'self']);
  expect(await homeOf(other)).toMatchObject({ id: before });
  expect(living(await homeOf(other))).toEqual(['child', 'self']);
  const twice = await worker.post<{ code: string }>(at(one, `/household/changes/${merge?.id}/undo`));
  expect([twice.status, twice.body.code]).toEqual([409, 'case/household-changed']);
  // Three rows of everybody who moved twice: none is rewritten.
  const history = await rows(
    db,
    sql<{ n: number }>`SELECT count(*) AS n FROM care.household_members WHERE person_id = ${await personOf(other)}`,
  );
  expect(history[0]?.n).toBe(3);
});

test('who leaves is gone once; nobody leaves or joins in the future, or without a household', async () => {
  const id = await aWorkedCase();
  const refused = async (rest: string, body: object) =>
    (await worker.post<{ code: string }>(at(id, rest), body)).body.code;
  expect(await homeOf(id)).toBeNull();
  expect(await refused('/household/members', { relation: 'child', name: 'ก' })).toBe('case/household-not-possible');
  await must(worker.post(at(id, '/household'), { relation: 'self', secret: false }));
  expect(await refused('/household/members', { relation: 'child', name: 'ก', fromOn: '2099-01-01' })).toBe(
    'case/household-not-possible',
  );
  const { id: member } = await must(
    worker.post<{ id: string }>(at(id, '/household/members'), { relation: 'child', name: 'ก' }),
  );
  await must(worker.post(at(id, `/household/members/${member}/leave`), {}));
  expect(await refused(`/household/members/${member}/leave`, {})).toBe('case/household-changed');
  expect(living(await homeOf(id))).toEqual(['self']);
  const list = await worker.get<CaseList>('/api/v1/cases?scope=open');
  expect(list.body.cases.some((one) => one.id === id)).toBe(true);
});

/** The newest change of a household that may be undone. */
const toUndo = async (id: string) => (await homeOf(id))?.changes.find(({ mayUndo }) => mayUndo)?.id ?? '';
const undoneBy = (officer: Officer, id: string, change: string) =>
  officer.post<{ code: string }>(at(id, `/household/changes/${change}/undo`));
const saidLast = async (id: string) =>
  (
    await rows(
      db,
      sql<{ what: string }>`SELECT details ->> 'what' AS what FROM care.case_timeline
        WHERE case_id = ${id} AND kind = 'household-changed' ORDER BY at DESC, id DESC LIMIT 1`,
    )
  )[0]?.what;

test('what was wrong is undone, of two who undo it one: beginning, joining, leaving and moving out', async () => {
  const [mother, child] = [await aWorkedCase({ name: 'นางแม่' }), await aWorkedCase({ name: 'ลูกที่มีเคส' })];
  const undo = async (id: string, change: string, what: string) => {
    const answers = await Promise.all([undoneBy(worker, id, change), undoneBy(second, id, change)]);
    const lost = answers.find(({ status }) => status !== 200);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(lost?.body).toMatchObject({ code: 'case/household-changed', params: { name: expect.any(String) } });
    expect(await saidLast(id)).toBe(what);
    expect((await undoneBy(worker, id, change)).body.code).toMatch(/^case\/household-/);
  };
  await must(worker.post(at(mother, '/household'), { relation: 'self', secret: false }));
  const first = await toUndo(mother);
  await must(second.post(at(mother, '/household/members'), { relation: 'child', caseId: child }));
  await undo(mother, await toUndo(mother), 'joined-undone');
  expect([living(await homeOf(mother)), await homeOf(child)]).toEqual([['self'], null]);
  expect(await saidLast(child)).toBe('joined-undone');

  const { id: aunt } = await must(
    worker.post<{ id: string }>(at(mother, '/household/members'), { relation: 'other-relative', name: 'ป้า' }),
  );
  await must(worker.post(at(mother, '/household/members'), { relation: 'child', caseId: child }));
  // Somebody else lives there: the household itself was not begun in vain.
  expect((await undoneBy(worker, mother, first)).body.code).toBe('case/household-changed');
  await must(worker.post(at(mother, `/household/members/${aunt}/leave`), {}));
  await undo(mother, await toUndo(mother), 'left-undone');
  expect(living(await homeOf(mother))).toEqual(['child', 'other-relative', 'self']);

  const old = (await homeOf(mother))?.id;
  const personIds = [await personOf(mother), await personOf(child)];
  await must(
    worker.post(at(mother, '/household/split'), { personIds, address: PLACE, secret: true, barStaying: false }),
  );
  expect(await homeOf(mother)).toMatchObject({ address: PLACE });
  await undo(mother, await toUndo(mother), 'split-undone');
  for (const id of [mother, child]) {
    expect(await homeOf(id)).toMatchObject({ id: old });
    expect(await saidLast(id)).toBe('split-undone');
  }
  const home = await homeOf(mother);
  expect(living(home)).toEqual(['child', 'other-relative', 'self']);
  // What the old household knew of the move can't be undone for itself.
  expect(home?.changes.filter(({ kind, mayUndo }) => mayUndo && kind === 'left')).toEqual([]);

  const alone = await aWorkedCase();
  await must(worker.post(at(alone, '/household'), { relation: 'self', secret: false }));
  await undo(alone, await toUndo(alone), 'begun-undone');
  expect(await homeOf(alone)).toBeNull();
  const [rewritten] = await rows(
    db,
    sql<{ n: number }>`SELECT count(*)::int AS n FROM care.household_members WHERE to_on < from_on`,
  );
  expect(rewritten?.n).toBe(0);
});

test('whoever is barred from one who lives there is barred from who joins them, and loses the proposal they had', async () => {
  const bar = { kind: 'account', personId: secondId, reason: 'relative' };
  const cases = async () => {
    const mother = await aWorkedCase({ name: 'นางแม่' });
    await must(worker.post(at(mother, '/household'), { relation: 'self', secret: false }));
    const [proposed, theirs] = [await aCase(db), await aCase(db, { status: 'planning', workerId: secondId })];
    await sql`UPDATE care.cases SET suggested_worker_id = ${secondId} WHERE id = ${proposed}`.execute(db);
    await must(worker.post(at(mother, '/exclusions'), bar));
    return { mother, proposed, theirs };
  };
  const left = (id: string) =>
    getRow(
      db,
      sql<{ suggestedId: string | null }>`SELECT worker_id AS "workerId", suggested_worker_id AS "suggestedId",
          household_id IS NOT NULL AS lives
        FROM care.cases WHERE id = ${id}`,
    );
  const joined = await cases();
  for (const caseId of [joined.proposed, joined.theirs])
    await must(worker.post(at(joined.mother, '/household/members'), { relation: 'child', caseId }));
  const merged = await cases();
  for (const caseId of [merged.proposed, merged.theirs]) {
    await must(worker.post(at(caseId, '/household'), { relation: 'self', secret: false }));
    await must(worker.post(at(merged.mother, '/household/merge'), { caseId }));
  }
  for (const id of [joined, merged].flatMap(({ proposed, theirs }) => [proposed, theirs])) {
    const { suggestedId, ...now } = await left(id);
    expect(now).toEqual({ workerId: null, lives: true });
    // It may have been proposed to somebody else meanwhile.
    expect(suggestedId).not.toBe(secondId);
    expect((await second.get(at(id))).status).toBe(404);
  }
  const clocks = await rows(
    db,
    sql<{ rule: string }>`SELECT rule FROM care.clocks WHERE case_id = ${joined.theirs} AND stopped_at IS NULL`,
  );
  expect(clocks.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['acceptance', 'assessment']));
});

test('a child found at a visit gets a case in the same step: nothing is typed again, and who is barred from the mother meets it nowhere', async () => {
  const duty = await system.officer('duty1');
  const incident = await anIncident(system).reportedAt({ lat: 16.814, lng: 100.26 }).acknowledgedBy(duty).happens();
  const mother = await aWorkedCase({ name: 'นางแม่ ที่ไปเยี่ยม', incidentId: incident.id });
  await must(worker.post(at(mother, '/household'), { relation: 'self', secret: false }));
  await must(worker.post(at(mother, '/exclusions'), { kind: 'account', personId: secondId, reason: 'relative' }));
  const added = await must(
    worker.post<{ id: string; caseId: string }>(at(mother, '/household/members'), {
      ...{ relation: 'child', name: 'ด.ช.ลูก ที่พบตอนเยี่ยม' },
      opens: { isMinor: true, risk: 'high', idNumber: '1-1017-00230-70-8' },
    }),
  );
  const factsOf = async (id: string) =>
    (
      await rows(
        db,
        sql<object>`SELECT source, incident_id AS "incidentId", agency_id AS "agencyId", place, household_id AS "householdId"
          FROM care.cases WHERE id = ${id}`,
      )
    )[0];
  expect(await factsOf(added.caseId)).toEqual(await factsOf(mother));
  const { body: opened } = await worker.get<CaseDetail>(at(added.caseId));
  expect(opened).toMatchObject({
    case: { status: 'registered', isMinor: true, risk: 'high', worker: null },
    ...{ person: { name: 'ด.ช.ลูก ที่พบตอนเยี่ยม', idNumber: '1101700230708' } },
    links: [{ kind: 'same-household', case: { id: mother } }],
  });
  expect(living(await homeOf(mother))).toEqual(['child', 'self']);
  const clocks = await rows(
    db,
    sql<{ rule: string }>`SELECT rule FROM care.clocks WHERE case_id = ${added.caseId} AND stopped_at IS NULL`,
  );
  expect(clocks.map(({ rule }) => rule)).toContain('acceptance');
  expect((await second.get(at(added.caseId))).status).toBe(404);
  const twice = await worker.post<{ code: string }>(at(mother, '/household/members'), {
    ...{ relation: 'child', caseId: added.caseId, opens: { isMinor: true } },
  });
  expect([twice.status, twice.body.code]).toEqual([422, 'case/household-not-possible']);
});
