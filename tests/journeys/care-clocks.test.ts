import { expect, test } from 'vitest';
import type { CaseClocks, CaseDetail, CaseList } from '../../contract/case-api.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { anIncident } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
/** ตำบลในเมือง: its centre is the caseworker's. */
const HOME = { lat: 16.814, lng: 100.26 };
const duty = await system.officer('duty1');
const worker = await system.officer('caseworker');
const office = await system.officer('social-office');

async function openedCase(): Promise<string> {
  const { id, code } = await anIncident(system).reportedAt(HOME).acknowledgedBy(duty).happens();
  await duty.post(`/api/v1/incidents/${id}/resolve`, { disposition: 'handled', victims: true });
  await duty.post(`/api/v1/incidents/${id}/close`);
  const opened = await system.until(async () => {
    const { body } = await worker.get<CaseList>('/api/v1/cases?scope=waiting');
    return body.cases.find((one) => one.incidentCode === code);
  });
  return opened.id;
}
const clocksOf = async (caseId: string, officer = worker) =>
  (await officer.get<CaseClocks>(`/api/v1/cases/${caseId}/clocks`)).body.clocks;
const detailOf = async (caseId: string, officer = worker) =>
  (await officer.get<CaseDetail>(`/api/v1/cases/${caseId}`)).body;
/** As if so many minutes had passed for the clocks of this case. */
const pass = async (caseId: string, minutes: number) => {
  await sql`UPDATE care.clocks SET half_at = half_at - make_interval(mins => ${minutes}), due_at = due_at - make_interval(mins => ${minutes}),
    province_at = province_at - make_interval(mins => ${minutes}) WHERE case_id = ${caseId} AND stopped_at IS NULL`.execute(
    system.owner,
  );
  await system.pass(1000);
};

test('the clocks of a case start with it, by the police who cannot see it; accepting stops its own', async () => {
  const caseId = await openedCase();
  const before = await clocksOf(caseId);
  expect(before.map(({ rule }) => rule).toSorted()).toEqual([
    ...['acceptance', 'assessment', 'dv-complaint', 'first-contact', 'plan'],
  ]);
  const acceptance = before.find(({ rule }) => rule === 'acceptance');
  expect(Date.parse(acceptance?.dueAt ?? '') - Date.parse(acceptance?.startedAt ?? '')).toBe(3_600_000);
  expect((await worker.post(`/api/v1/cases/${caseId}/accept`)).status).toBe(200);
  const rules = (await clocksOf(caseId)).map(({ rule }) => rule);
  expect(rules).not.toContain('acceptance');
  expect(rules).toEqual(expect.arrayContaining(['review', 'silence', 'no-contact']));
});

test('not accepted in time, the case is the province’s, once and said, with a clock of its own', async () => {
  const caseId = await openedCase();
  await pass(caseId, 61);
  await system.until(async () => {
    const { body } = await office.get<CaseDetail>(`/api/v1/cases/${caseId}`);
    return (
      body.case.agency.nameTh.includes('พัฒนาสังคม') ||
      body.timeline.some(({ kind }) => kind === 'passed-to-province') ||
      undefined
    );
  });
  const { timeline } = await detailOf(caseId, office);
  const late = timeline.filter(({ kind }) => kind === 'clock-passed' || kind === 'passed-to-province');
  expect(late.map(({ kind }) => kind)).toEqual(['clock-passed', 'passed-to-province']);
  expect(late[0]?.details).toMatchObject({ rule: 'acceptance', mark: 'due' });
  const again = (await clocksOf(caseId, office)).filter(({ rule }) => rule === 'acceptance');
  expect(again).toHaveLength(1);
  expect(again[0]?.passedAt).toBeNull();
  // The centre has it no more.
  expect((await worker.get(`/api/v1/cases/${caseId}`)).status).toBe(404);
});

test('what happens in one step stands in its order, however close the times are', async () => {
  const caseIds = [];
  for (let n = 0; n < 8; n += 1) caseIds.push(await openedCase());
  for (const caseId of caseIds) await pass(caseId, 61);
  for (const caseId of caseIds) {
    const kinds = await system.until(async () => {
      const { timeline } = await detailOf(caseId, office);
      const found = timeline.map(({ kind }) => kind);
      return found.includes('passed-to-province') ? found : undefined;
    });
    // Whoever has it now may be proposed a worker at once, or hear that all of theirs have enough.
    const own = kinds.filter((kind) => kind !== 'suggested' && kind !== 'all-full');
    expect(own.slice(-2)).toEqual(['clock-passed', 'passed-to-province']);
  }
});

test('a late assessment stands in the timeline when it is due, and a day later when the province is told; each once', async () => {
  const caseId = await openedCase();
  expect((await worker.post(`/api/v1/cases/${caseId}/accept`)).status).toBe(200);
  await pass(caseId, 3 * 24 * 60 + 1);
  const marks = async () =>
    (await detailOf(caseId)).timeline.flatMap(({ kind, details }) =>
      kind === 'clock-passed' && details.rule === 'assessment' ? [details.mark] : [],
    );
  await system.until(async () => (await marks()).length > 0 || undefined);
  expect(await marks()).toEqual(['due']);
  await pass(caseId, 24 * 60);
  await system.until(async () => (await marks()).length > 1 || undefined);
  await system.pass(1000);
  expect(await marks()).toEqual(['due', 'province']);
});

test('at half time the worker is reminded, without a line in the timeline', async () => {
  const caseId = await openedCase();
  await worker.post(`/api/v1/cases/${caseId}/accept`);
  await pass(caseId, 40 * 60);
  await system.until(async () => {
    const { reminded } = await getRow(
      system.owner,
      sql<{ reminded: number }>`SELECT count(*) AS reminded FROM care.clocks
        WHERE case_id = ${caseId} AND rule = 'assessment' AND reminded_at IS NOT NULL`,
    );
    return reminded === 1 || undefined;
  });
  const { timeline } = await detailOf(caseId);
  expect(timeline.filter(({ details }) => details.rule === 'assessment')).toEqual([]);
});

test('on hold its own clocks stand still, those of the law do not; by hand or by its last day they go on, once', async () => {
  const caseId = await openedCase();
  await worker.post(`/api/v1/cases/${caseId}/accept`);
  const clock = async (name: string) => (await clocksOf(caseId)).find(({ rule }) => rule === name);
  const kinds = async () => (await detailOf(caseId)).timeline.map(({ kind }) => kind);
  const day = (n: number) => addDays(thaiDayOf(new Date()), n);
  const before = Date.parse((await clock('assessment'))?.dueAt ?? '');
  expect((await worker.post(`/api/v1/cases/${caseId}/hold`, { reason: 'away', until: day(31) })).status).toBe(422);
  expect((await worker.post(`/api/v1/cases/${caseId}/hold`, { reason: 'away', until: day(2) })).status).toBe(200);
  expect((await clock('assessment'))?.pausedAt).not.toBeNull();
  expect((await clock('dv-complaint'))?.pausedAt).toBeNull();
  // Held longer, it ends later.
  expect((await worker.post(`/api/v1/cases/${caseId}/hold`, { reason: 'away', until: day(9) })).status).toBe(200);
  const held = (await clocksOf(caseId)).filter(({ rule }) => rule === 'hold');
  expect(held.map(({ dueAt }) => dueAt.slice(0, 10))).toEqual([day(9)]);
  expect((await worker.post(`/api/v1/cases/${caseId}/resume`)).status).toBe(200);
  const after = await clock('assessment');
  expect(after?.pausedAt).toBeNull();
  expect(Date.parse(after?.dueAt ?? '')).toBeGreaterThanOrEqual(before);

  // Its last day: nothing was due meanwhile, though all would have been.
  expect((await worker.post(`/api/v1/cases/${caseId}/hold`, { reason: 'in-hospital', until: day(29) })).status).toBe(
    200,
  );
  await sql`UPDATE care.clocks SET due_at = due_at - interval '40 days', half_at = half_at - interval '40 days',
      province_at = province_at - interval '40 days', paused_at = paused_at - interval '40 days'
    WHERE case_id = ${caseId} AND stopped_at IS NULL AND rule <> 'dv-complaint'`.execute(system.owner);
  await system.until(async () => (await kinds()).filter((kind) => kind === 'resumed').length === 2 || undefined);
  await system.pass(1000);
  const { timeline } = await detailOf(caseId);
  expect(
    timeline.filter(({ kind }) => kind === 'resumed').map(({ by, details }) => [by === null, details.why]),
  ).toEqual([
    [false, undefined],
    [true, 'date'],
  ]);
  expect(timeline.some(({ details }) => details.rule === 'hold')).toBe(false);
  expect((await detailOf(caseId)).case.hold).toBeNull();
  expect((await clocksOf(caseId)).map(({ rule, pausedAt }) => [rule, pausedAt])).not.toContainEqual([
    'hold',
    expect.anything(),
  ]);
  expect((await clocksOf(caseId)).every(({ pausedAt }) => pausedAt === null)).toBe(true);
});

test('a case that a supervisor moves is to be accepted and assessed anew at its new owner, within the offer that was open', async () => {
  const caseId = await openedCase();
  await worker.post(`/api/v1/cases/${caseId}/accept`);
  await sql`UPDATE care.cases SET status = 'following-up' WHERE id = ${caseId}`.execute(system.owner);
  await sql`UPDATE care.clocks SET stopped_at = now(), stopped_by = 'test'
    WHERE case_id = ${caseId} AND rule IN ('assessment', 'plan', 'first-contact')`.execute(system.owner);
  const { agencyId: officeId } = await getDemoPerson(system, 'social-office');
  const to = { agencyId: officeId, reason: 'moved' };
  expect((await worker.post(`/api/v1/cases/${caseId}/transfer`, to)).status).toBe(200);
  const offered = (await clocksOf(caseId)).find(({ rule }) => rule === 'transfer');
  expect(Date.parse(offered?.dueAt ?? '') - Date.parse(offered?.startedAt ?? '')).toBe(3 * 86_400_000);

  // From half of its time on whoever waits may ask, once in each half.
  const subjectId = offered?.subjectId;
  const nudge = async () =>
    (await worker.post<{ code?: string }>(`/api/v1/cases/${caseId}/nudge`, { subjectId })).body.code;
  expect(await nudge()).toBe('case/nudge-too-early');
  const halfOver = '37 hours';
  await sql`UPDATE care.transfers SET offered_at = offered_at - ${halfOver}::interval, due_at = due_at - ${halfOver}::interval
    WHERE id = ${subjectId}`.execute(system.owner);
  expect([await nudge(), await nudge()]).toEqual([undefined, 'case/nudged']);
  const nudged = (await detailOf(caseId)).timeline.filter(({ kind }) => kind === 'nudged');
  expect(nudged.map(({ details }) => details)).toEqual([{ what: 'transfer' }]);

  const supervisor = await system.officer('care-supervisor');
  expect((await supervisor.post(`/api/v1/cases/${caseId}/transfer/force`, { ...to, reason: 'ย้ายที่อยู่' })).status).toBe(
    200,
  );
  const rules = (await clocksOf(caseId, office)).map(({ rule }) => rule);
  expect(rules).toEqual(expect.arrayContaining(['acceptance', 'assessment']));
  expect(rules).not.toContain('transfer');
  expect((await detailOf(caseId, office)).case).toMatchObject({ status: 'reopened', worker: null });
});

test('a clock never runs twice, however many accept at once', async () => {
  const caseId = await openedCase();
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, n) => (n % 2 ? worker : office).post(`/api/v1/cases/${caseId}/accept`)),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const running = await rows(
    system.owner,
    sql<{ rule: string; count: number }>`SELECT rule, count(*) AS count FROM care.clocks
      WHERE case_id = ${caseId} AND stopped_at IS NULL GROUP BY rule HAVING count(*) > 1`,
  );
  expect(running).toEqual([]);
});

test('at half time the worker is alerted, when it is due the supervisor, a day later the province; no case is named', async () => {
  const caseId = await openedCase();
  expect((await worker.post(`/api/v1/cases/${caseId}/accept`)).status).toBe(200);
  // Nobody is proposed another case meanwhile, which alerts too.
  await sql`UPDATE care.cases SET suggested_at = now() WHERE suggested_at IS NULL AND worker_id IS NULL`.execute(
    system.owner,
  );
  // Only this clock counts here.
  await sql`UPDATE care.clocks SET stopped_at = now(), stopped_by = 'test' WHERE stopped_at IS NULL
    AND NOT (case_id = ${caseId} AND rule = 'assessment')`.execute(system.owner);
  await sql`DELETE FROM alerting.notifications`.execute(system.owner);
  type Told = { kind: string; email: string; incident: string | null };
  const told = () =>
    rows(
      system.owner,
      sql<Told>`SELECT DISTINCT alert.kind, person.email, alert.incident_id AS incident
        FROM alerting.notifications AS notification JOIN alerting.alerts AS alert ON alert.id = notification.alert_id
          JOIN access.users AS person ON person.id = notification.person_id
        WHERE alert.kind IN ('case-reminder', 'case-late') ORDER BY 1 DESC, 2`,
    );
  const expectTold = async (...expected: [kind: string, name: string][]) => {
    const found = await system.until(async () => {
      const now = await told();
      return now.length >= expected.length ? now : undefined;
    });
    const wanted = expected.map(([kind, name]) => ({ kind, email: `${name}@demo.ess.example`, incident: null }));
    expect(found).toEqual(wanted);
  };
  await pass(caseId, 37 * 60);
  await expectTold(['case-reminder', 'caseworker']);
  await pass(caseId, 36 * 60);
  await expectTold(['case-reminder', 'caseworker'], ['case-late', 'care-supervisor']);
  await pass(caseId, 24 * 60);
  await expectTold(['case-reminder', 'caseworker'], ['case-late', 'care-supervisor'], ['case-late', 'social-office']);
});

test('after the wall clock was set back two hours, what was due in an hour is due in an hour', async () => {
  const caseId = await openedCase();
  const [before] = await clocksOf(caseId);
  const movedTimes = async () =>
    (await getRow(system.owner, sql<{ n: number }>`SELECT set_backs AS n FROM platform.clock`)).n;
  const already = await movedTimes();
  // A mark stands in the database that is ahead of what is set now.
  await system.until(async () => {
    const marks = await rows(system.owner, sql`SELECT 1 FROM platform.clock WHERE at > '2000-01-01'`);
    return marks.length > 0 || undefined;
  });
  system.clock.set(-2 * 3_600_000);
  await system.until(async () => (await movedTimes()) > already || undefined);
  const [after] = await clocksOf(caseId);
  expect(after?.id).toBe(before?.id);
  const moved = Date.parse(before?.dueAt ?? '') - Date.parse(after?.dueAt ?? '');
  expect(Math.round(moved / 60_000)).toBe(120);
});
