import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import type { ownNumbersSchema } from '../../contract/access-people.ts';
import type { CaseList } from '../../contract/case-api.ts';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { rows, sql } from '../../server/platform/database/database.ts';
import { aCase, anApproval, anEarlyNotification } from '../support/a-case.ts';
import { getDemoPerson, linkLine } from '../support/alarm.ts';
import { anIncident } from '../support/an-incident.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// Whoever is barred from a case, by whatever they are known, meets it nowhere: each way out of the system is tried with each
// kind of exclusion. A new way belongs into `waysOut`.

const system = await openTestSystem({ staffLine: true, escalation: 'off' });
const db = system.owner;
const HOME = { lat: 16.814, lng: 100.26 };
const idOf = async (name: string) => (await getDemoPerson(system, name)).personId;
const [workerId, secondId] = [await idOf('caseworker'), await idOf('caseworker2')];
const centreId = (await getDemoPerson(system, 'caseworker')).agencyId;
/** Also supervises there, and so may search; and somebody administers the centre. */
for (const [name, role] of [
  ['caseworker2', 'care-supervisor'],
  ['administrator', 'administrator'],
] as const) {
  await sql`INSERT INTO access.memberships (id, user_id, agency_id, role, from_date)
    VALUES (gen_random_uuid(), ${await idOf(name)}, ${centreId}, ${role}, '2020-01-01')`.execute(db);
}
const [duty, worker, second, supervisor, office, administrator] = (await Promise.all(
  ['duty1', 'caseworker', 'caseworker2', 'care-supervisor', 'social-office', 'administrator'].map(system.officer),
)) as [Officer, Officer, Officer, Officer, Officer, Officer];
type OwnNumbers = z.infer<typeof ownNumbersSchema>;
const must = async <Body>(asked: Promise<{ status: number; body: Body }>): Promise<Body> => {
  const { status, body } = await asked;
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
};
const at = (id: string, rest = '') => `/api/v1/cases/${id}${rest}`;
const PHONE = '0891234567';
const ID_NUMBER = '1101700230708';

// The relative works at the centre, and is known there by a private number; and they reported the incident themselves.
const relative = system.line.phone('ญาติที่ทำงานที่ศูนย์');
await linkLine(second, relative);
const {
  id: incidentId,
  code: incidentCode,
  detail,
} = await anIncident(system).onPhone(relative).reportedAt(HOME).acknowledgedBy(duty).happens();
await relative.sendText(PHONE);
const reportId = detail.reports[0]?.reportId ?? '';
await must(administrator.post('/api/v1/me/re-authenticate', { password: demonstration.password }));
const known = (kind: 'phone' | 'id-number', number: string) =>
  must(administrator.post<object>(`/api/v1/people/${secondId}/own-numbers`, { kind, number }));
const forgetAll = async (): Promise<void> => {
  const { numbers } = await must(second.get<OwnNumbers>('/api/v1/me/own-numbers'));
  for (const { id } of numbers)
    await must(administrator.post<object>(`/api/v1/people/${secondId}/own-numbers/${id}/remove`));
};

// What waits in the demonstration is proposed to nobody here: whoever is called is called for the case of the test.
await sql`UPDATE care.cases SET suggested_at = now() WHERE suggested_at IS NULL AND worker_id IS NULL`.execute(db);

/** A case whose worker until now is the relative, with something in each list. */
async function aFullCase(): Promise<string> {
  const id = await aCase(db, {
    ...{ status: 'planning', workerId: secondId, name: 'นางปกปิด ต่อญาติ', incidentId, reportId },
  });
  await anApproval(db, id, 'plan', { by: workerId });
  return id;
}

/** What somebody meets of a case, by the name of the way. */
async function waysOut(officer: Officer, id: string): Promise<string[]> {
  const { body: list } = await officer.get<CaseList>('/api/v1/cases?scope=open');
  const code = (await rows(db, sql<{ code: string }>`SELECT code FROM care.cases WHERE id = ${id}`))[0]?.code ?? '';
  const search = (q: string) => officer.get(`/api/v1/care/search?q=${encodeURIComponent(q)}`);
  const answers: Record<string, unknown> = {
    list: list.cases,
    ended: (await officer.get('/api/v1/cases?scope=ended')).body,
    today: (await officer.get('/api/v1/care/today')).body,
    approvals: (await officer.get('/api/v1/care/approvals')).body,
    late: (await officer.get('/api/v1/care/late')).body,
    'search by name': (await search('ปกปิด')).body,
    'search by number': (await search(code)).body,
  };
  const met = Object.entries(answers).flatMap(([way, body]) => (JSON.stringify(body).includes(id) ? [way] : []));
  const unknown = await officer.get(at(randomUUID()));
  for (const rest of ['', '/records', '/needs', '/clocks', '/clauses', '/exclusions', '/views']) {
    const answer = await officer.get(at(id, rest));
    if (JSON.stringify(answer) !== JSON.stringify(unknown)) met.push(`detail${rest}`);
  }
  const hidden = await officer.post(at(id, '/hold'), { reason: 'away', until: '2026-12-05' });
  if (JSON.stringify(hidden.body) !== JSON.stringify(unknown.body)) met.push('command');
  for (const path of ['hand-overs', 'early-notifications']) {
    const { body } = await officer.get(`/api/v1/care/${path}`);
    if (JSON.stringify(body).includes(incidentCode)) met.push(path);
  }
  return met;
}

type Bar = { kind: string; personId?: string; value?: string; reason: string };
const KINDS: Record<string, { bar: Bar; known?: () => Promise<unknown>; forget?: () => Promise<unknown> }> = {
  'by account': { bar: { kind: 'account', personId: secondId, reason: 'relative' } },
  'by a telephone number of their own': {
    bar: { kind: 'phone', value: '+66 87 111 2222', reason: 'alleged-abuser' },
    known: () => known('phone', '087-111-2222'),
    forget: forgetAll,
  },
  'by the telephone number that they gave in LINE': { bar: { kind: 'phone', value: PHONE, reason: 'alleged-abuser' } },
  'by an ID number': {
    bar: { kind: 'id-number', value: '1-1017-00230-70-8', reason: 'relative' },
    known: () => known('id-number', ID_NUMBER),
    forget: forgetAll,
  },
  'as the reporter in LINE': { bar: { kind: 'reporter', reason: 'alleged-abuser' } },
};

for (const [how, { bar, known: learn, forget }] of Object.entries(KINDS)) {
  test(`barred ${how}, somebody meets the case on no way, and it is not offered to them`, async () => {
    await learn?.();
    const id = await aFullCase();
    await sql`DELETE FROM care.early_notifications WHERE incident_id = ${incidentId}`.execute(db);
    await anEarlyNotification(db, { incidentId });
    // Else it would prove nothing that they are not there afterwards.
    const ways = ['list', 'today', 'approvals', 'search by name', 'search by number', 'detail', 'command'];
    expect(await waysOut(second, id)).toEqual(expect.arrayContaining([...ways, 'early-notifications']));
    const { cursor } = await duty.queue();
    const [live, live2] = [worker.follow(cursor), second.follow(cursor)];
    const made = await must(worker.post<{ id: string }>(at(id, '/exclusions'), bar));
    // Their console removes it, and learns of nothing that happens later.
    await live2.waitFor((event) => event.event === 'case-gone' && event.caseId === id);
    expect(await waysOut(second, id)).toEqual([]);
    // From their own stream: the worker's may be behind it.
    const mark = live2.events.at(-1)?.id ?? 0;
    await must(worker.post(at(id, '/accept')));
    await live.waitFor((event) => event.event === 'case-changed' && event.caseId === id);
    // Who became known by a new number is looked at once more a moment later: "gone" again says nothing new.
    const later = live2.events.filter(
      ({ id: seq, data }) => seq > mark && data.event !== 'case-gone' && JSON.stringify(data).includes(id),
    );
    expect(later).toEqual([]);
    live.close();
    live2.close();
    // The case is not theirs any more, and can't come back: no offer, not in bulk, no invitation.
    const offer = { agencyId: centreId, workerId: secondId, reason: 'workload' };
    expect((await worker.post<{ code: string }>(at(id, '/transfer'), offer)).body.code).toBe(
      'case/transfer-not-possible',
    );
    // Half of a time that passes calls whoever may take the case, never them; here also while it is on hold.
    await sql`DELETE FROM alerting.notifications`.execute(db);
    await sql`UPDATE care.cases SET worker_id = NULL, status = 'reopened' WHERE id = ${id}`.execute(db);
    await sql`UPDATE care.clocks SET half_at = now() - interval '1 hour', paused_at = NULL
      WHERE case_id = ${id} AND rule = 'assessment' AND stopped_at IS NULL`.execute(db);
    const called = await system.until(async () => {
      const found = await rows(
        db,
        sql<{ personId: string }>`SELECT DISTINCT person_id AS "personId" FROM alerting.notifications
          WHERE person_id IS NOT NULL`,
      );
      // Somebody else may be proposed to first.
      const ids = found.map(({ personId }) => personId);
      return ids.includes(workerId) ? ids : undefined;
    });
    expect(called).not.toContain(secondId);
    // The owner sees whom they barred and why; nobody else's timeline says so.
    const { exclusions } = await must(worker.get<{ exclusions: object[] }>(at(id, '/exclusions')));
    expect(exclusions).toMatchObject([{ id: made.id, kind: bar.kind, reason: bar.reason, liftedAt: null }]);
    expect(JSON.stringify((await office.get(at(id))).body)).not.toContain('exclu');
    await must(worker.post(at(id, `/exclusions/${made.id}/lift`)));
    expect(await waysOut(second, id)).toEqual(expect.arrayContaining(['list', 'detail']));
    await must(supervisor.post(at(id, '/exclusions'), { ...bar }));
    // It waits for nobody when the next test begins, which bars from the incident anew.
    await sql`UPDATE care.clocks SET stopped_at = now() WHERE case_id = ${id}`.execute(db);
    await sql`UPDATE care.cases SET worker_id = ${workerId}, status = 'planning', incident_id = NULL
      WHERE id = ${id}`.execute(db);
    await forget?.();
  });
}

test('who asks for a decision alerts whoever supervises there, never the one who is barred', async () => {
  const id = await aCase(db, { status: 'planning', workerId });
  const subjectId = await anApproval(db, id, 'plan', { by: workerId });
  await must(worker.post(at(id, '/exclusions'), { kind: 'account', personId: secondId, reason: 'relative' }));
  await sql`UPDATE care.approvals SET requested_at = now() - interval '5 days' WHERE id = ${subjectId}`.execute(db);
  await sql`DELETE FROM alerting.notifications`.execute(db);
  await must(worker.post(at(id, '/nudge'), { subjectId }));
  const called = await rows(
    db,
    sql<{ personId: string }>`SELECT DISTINCT person_id AS "personId" FROM alerting.notifications
      WHERE person_id IS NOT NULL`,
  );
  expect(called).toEqual([{ personId: await idOf('care-supervisor') }]);
});

test('nobody bars themselves, by a number of their own either; a number too short would bar strangers', async () => {
  await known('phone', '0871112222');
  const id = await aCase(db, { status: 'planning', workerId });
  const refused = async (officer: Officer, body: object) =>
    (await officer.post<{ code: string }>(at(id, '/exclusions'), body)).body.code;
  expect(await refused(second, { kind: 'phone', value: '+66871112222', reason: 'named' })).toBe('case/exclusion-own');
  expect(await refused(second, { kind: 'phone', value: '22', reason: 'named' })).toBe('request/invalid');
  expect(await refused(second, { kind: 'reporter', reason: 'named' })).toBe('case/exclusion-no-reporter');
  await forgetAll();
});

test('who adds a number of their own is kept from the case of their family at once, and cannot undo it', async () => {
  const id = await aCase(db, { status: 'planning', workerId });
  await must(worker.post(at(id, '/exclusions'), { kind: 'phone', value: '0863334444', reason: 'relative' }));
  expect((await second.get(at(id))).status).toBe(200);
  const own = { kind: 'phone', number: '+66 86 333 4444' };
  const { numbers } = await must(second.post<OwnNumbers>('/api/v1/me/own-numbers', own));
  expect(numbers).toEqual([{ id: expect.any(String), kind: 'phone', ending: '444' }]);
  expect((await second.get(at(id))).status).toBe(404);
  // However it is typed, it is the same number.
  const again = await second.post<{ code: string }>('/api/v1/me/own-numbers', {
    kind: 'phone',
    number: '086-333-4444',
  });
  expect(again.body.code).toBe('access/own-number-known');
  expect((await must(second.get<OwnNumbers>('/api/v1/me/own-numbers'))).numbers).toEqual(numbers);
  // Whoever administers accounts sees its last digits, colleagues and the audit not even those.
  const people = await administrator.get<object>(`/api/v1/agencies/${centreId}/people`);
  expect(JSON.stringify(people.body)).toContain(JSON.stringify(numbers));
  expect(JSON.stringify(people.body)).not.toContain('3334444');
  expect((await worker.get(`/api/v1/agencies/${centreId}/people`)).status).toBe(403);
  const recorded = await rows(
    db,
    sql<{
      details: object;
    }>`SELECT details FROM audit.entries WHERE action = 'access/add-own-number' AND actor_id = ${secondId}`,
  );
  expect(recorded).toEqual([{ details: { kind: 'phone' } }]);
  const remove = `/api/v1/people/${secondId}/own-numbers/${numbers[0]?.id}/remove`;
  expect((await second.post(remove)).status).toBe(403);
  await sql`INSERT INTO access.memberships (id, user_id, agency_id, role, from_date)
    VALUES (gen_random_uuid(), ${secondId}, ${centreId}, 'administrator', '2020-01-01')`.execute(db);
  const alsoAdministers = await system.officer('caseworker2');
  await must(alsoAdministers.post('/api/v1/me/re-authenticate', { password: demonstration.password }));
  expect((await alsoAdministers.post<{ code: string }>(remove)).body.code).toBe('access/not-yourself');
  await sql`DELETE FROM access.memberships WHERE user_id = ${secondId} AND role = 'administrator'`.execute(db);
  await must(administrator.post(remove));
  expect((await second.get(at(id))).status).toBe(200);
  for (const wrong of [
    { kind: 'phone', number: '1300' },
    { kind: 'id-number', number: '1101700230709' },
  ])
    expect((await second.post('/api/v1/me/own-numbers', wrong)).status).toBe(400);
});

test('an alleged abuser who reported is told nothing in LINE: not who comes, not how it goes', async () => {
  const phone = system.line.phone('ผู้ที่ต้องไม่รู้');
  const own = await anIncident(system).onPhone(phone).reportedAt(HOME).acknowledgedBy(duty).happens();
  await phone.sendText('0895550001');
  const id = await aCase(db, { incidentId: own.id, reportId: own.detail.reports[0]?.reportId ?? null });
  // By the ID number of a person in care whose telephone is known.
  const [{ personId = '' } = {}] = await rows(
    db,
    sql<{ personId: string }>`INSERT INTO care.people (id, id_number, safe_contact, created_at, updated_at)
      VALUES (gen_random_uuid(), '3650100123456', '{"detail": "089 555 0001"}', now(), now()) RETURNING id AS "personId"`,
  );
  expect(personId).not.toBe('');
  await must(
    worker.post(at(id, '/exclusions'), { kind: 'id-number', value: '3-6501-00123-45-6', reason: 'alleged-abuser' }),
  );
  await sql`UPDATE care.cases SET reporter_message = 'due' WHERE id = ${id}`.execute(db);
  await system.until(async () => {
    const [row] = await rows(
      db,
      sql<{ message: string }>`SELECT reporter_message AS message FROM care.cases WHERE id = ${id}`,
    );
    return row?.message === 'withheld' ? true : undefined;
  });
  await duty.post(`/api/v1/incidents/${own.id}/resolve`, { disposition: 'handled', victims: false });
  await must(duty.post(`/api/v1/incidents/${own.id}/close`, {}));
  await sql`UPDATE care.welfare_checks SET due_at = now() - interval '1 minute' WHERE incident_id = ${own.id}`.execute(
    db,
  );
  const skipped = await system.until(async () => {
    const found = await rows(
      db,
      sql<{ skipped: string | null }>`SELECT skipped FROM care.welfare_checks WHERE incident_id = ${own.id}`,
    );
    return found.length > 0 && found.every((one) => one.skipped) ? found : undefined;
  });
  expect(skipped.map((one) => one.skipped)).toEqual(['barred', 'barred']);
});

/** What somebody still has of the case of each kind: its worker, its proposal, its offer, its invitation. */
async function held(ids: Record<'worked' | 'proposed' | 'offered' | 'invited', string>): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ what: string }>`SELECT 'worked' AS what FROM care.cases WHERE id = ${ids.worked} AND worker_id = ${secondId}
      UNION SELECT 'proposed' FROM care.cases WHERE id = ${ids.proposed} AND suggested_worker_id = ${secondId}
      UNION SELECT 'offered' FROM care.transfers WHERE case_id = ${ids.offered} AND answer IS NULL
      UNION SELECT 'invited' FROM care.team_members WHERE case_id = ${ids.invited} AND ended_at IS NULL`,
  );
  return found.map(({ what }) => what).toSorted();
}

/** Whoever is barred is known by it only later; all that they had is taken at once, as if they had been known before. */
const LATER: Record<string, () => Promise<{ bar: Bar; becomesKnown: () => Promise<unknown> }>> = {
  'a telephone number of theirs is added': async () => ({
    bar: { kind: 'phone', value: '0812223331', reason: 'alleged-abuser' },
    becomesKnown: () => known('phone', '+66 81 222 3331'),
  }),
  'an ID number of theirs is added': async () => ({
    bar: { kind: 'id-number', value: '3650100999998', reason: 'alleged-abuser' },
    becomesKnown: () => known('id-number', '3-6501-00999-99-8'),
  }),
  'they link the LINE from which that number was given': async () => {
    const phone = system.line.phone('ไลน์ที่ยังไม่ผูก');
    await anIncident(system).onPhone(phone).reportedAt(HOME).acknowledgedBy(duty).happens();
    await phone.sendText('0812223332');
    return {
      bar: { kind: 'phone', value: '0812223332', reason: 'alleged-abuser' },
      becomesKnown: () => linkLine(second, phone),
    };
  },
  'they give that number in the LINE that they linked': async () => {
    const phone = system.line.phone('ไลน์ที่ผูกแล้ว');
    await linkLine(second, phone);
    await anIncident(system).onPhone(phone).reportedAt(HOME).acknowledgedBy(duty).happens();
    return {
      bar: { kind: 'phone', value: '0812223333', reason: 'alleged-abuser' },
      becomesKnown: () => phone.sendText('0812223333'),
    };
  },
};
for (const [how, prepare] of Object.entries(LATER)) {
  test(`barred before ${how}, they lose what they had of the case`, async () => {
    const { bar, becomesKnown } = await prepare();
    const ids = {
      worked: await aCase(db, { status: 'planning', workerId: secondId }),
      proposed: await aCase(db),
      offered: await aCase(db, { status: 'planning', workerId }),
      invited: await aCase(db, { status: 'planning', workerId }),
    };
    await sql`UPDATE care.cases SET suggested_worker_id = ${secondId} WHERE id = ${ids.proposed}`.execute(db);
    await must(
      worker.post(at(ids.offered, '/transfer'), { agencyId: centreId, workerId: secondId, reason: 'workload' }),
    );
    await sql`INSERT INTO care.team_members (id, case_id, account_id, profession, sections, until, invited_by_person_id, invited_at)
      VALUES (gen_random_uuid(), ${ids.invited}, ${secondId}, 'teacher', '{school}', now() + interval '1 day', ${workerId}, now())`.execute(
      db,
    );
    for (const id of Object.values(ids)) await must(worker.post(at(id, '/exclusions'), bar));
    // Nobody is known by it yet.
    await expect(held(ids)).resolves.toEqual(['invited', 'offered', 'proposed', 'worked']);
    await becomesKnown();
    await system.until(async () => ((await held(ids)).length === 0 ? true : undefined));
    for (const id of Object.values(ids)) expect((await second.get(at(id))).status).toBe(404);
    // It waits for somebody else, in time, and its timeline says only that.
    const running = await rows(
      db,
      sql<{ rule: string }>`SELECT rule FROM care.clocks WHERE case_id = ${ids.worked} AND stopped_at IS NULL`,
    );
    expect(running.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['acceptance', 'assessment']));
    expect(JSON.stringify((await office.get(at(ids.worked))).body)).not.toContain('exclu');
    await must(worker.post(at(ids.worked, '/accept')));
    await forgetAll();
  });
}

test('the police see "in care" and nothing else; whoever of them is barred sees it not even so', async () => {
  const own = await anIncident(system).reportedAt(HOME).acknowledgedBy(duty).happens();
  const asked = async () => (await duty.get(`/api/v1/incidents/${own.id}/in-care`)).body;
  expect(await asked()).toEqual({ inCare: false, socialWorker: null });
  const id = await aCase(db, { incidentId: own.id, status: 'planning', workerId, name: 'นางไม่ให้ตำรวจเห็น' });
  expect(await asked()).toEqual({ inCare: true, socialWorker: null });
  expect(JSON.stringify(await duty.detail(own.id))).not.toMatch(/ไม่ให้ตำรวจเห็น|CS-2569/);
  for (const rest of ['', '/records', '/needs']) expect((await duty.get(at(id, rest))).status).toBeGreaterThan(400);
  await must(worker.post(at(id, '/exclusions'), { kind: 'account', personId: await idOf('duty1'), reason: 'named' }));
  expect(await asked()).toEqual({ inCare: false, socialWorker: null });
  const stranger = await system.officer('duty-bangkok');
  expect((await stranger.get(`/api/v1/incidents/${own.id}/in-care`)).status).toBe(404);
});
