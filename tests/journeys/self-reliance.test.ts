import { describe, expect, test } from 'vitest';
import type { Problem } from '../../contract/problem.ts';
import type {
  CaseFamily,
  FamilyChanged,
  FamilyFigures,
  FamilyList,
  FamilyStatus,
} from '../../contract/self-reliance.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { aFamily, familyAnswers } from '../support/a-family.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { type Answer, type Officer, signIn } from '../support/officer.ts';
import { readPdfText } from '../support/read-pdf-text.ts';
import { openTestSystem } from '../support/test-system.ts';

// A family from its first measurement to standing on its own, and back.

const DAY_MS = 86_400_000;
const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const idOf = async (name: string) => (await getDemoPerson(system, name)).personId;
const workerId = await idOf('caseworker');
const at = (id: string, rest = '') => `/api/v1/cases/${id}/self-reliance${rest}`;
const day = (days = 0) => addDays(thaiDayOf(system.clock.now()), days);
/** Sessions end by their age, and months pass here. */
const officer = (name: string): Promise<Officer> => signIn(system.url, `${name}@demo.ess.example`);
async function must<Body>(asked: Promise<Answer<Body>>): Promise<Body> {
  const { status, body } = await asked;
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}
const familyAt = (status: FamilyStatus, special: { proposedBy?: string; agency?: string; workerId?: string } = {}) =>
  aFamily(db, { status, workerId, now: system.clock.now(), ...special });
/** Path and body of a step of this case's plan. */
const stepOf = (id: string, [rest, body]: readonly [string, object]): [string, object] => [at(id, rest), body];
const read = async (by: Officer, id: string) => must(by.get<CaseFamily>(at(id)));
const aMeasure = (how: 'best' | 'worst', special = {}) => ({
  ...{ measuredOn: day(), how: 'home-visit', answers: familyAnswers(how, special) },
});
const figures = (by: Officer) =>
  must(by.get<FamilyFigures>(`/api/v1/self-reliance/figures?from=2026-01-01&until=2029-12-31`));
const sum = ({ agencies }: FamilyFigures, what: 'started' | 'graduated' | 'relapsed' | 'sustained' | 'stopped') =>
  agencies.reduce((total, agency) => total + agency[what], 0);

describe('four eyes', () => {
  test('neither the worker, nor who proposed, nor who measured decides, with the button or without', async () => {
    const [supervisorId, supervisor] = [await idOf('care-supervisor'), await officer('care-supervisor')];
    const { caseId, measurementId } = await familyAt('ready', { proposedBy: supervisorId });
    const decision = { decision: 'approved', measurementId };
    expect((await read(supervisor, caseId)).plan?.proposal?.mayDecide).toBe(false);
    expect((await supervisor.post<Problem>(at(caseId, '/decide'), decision)).body.code).toBe(
      'self-reliance/self-approval',
    );
    const worker = await officer('caseworker');
    expect((await worker.post(at(caseId, '/decide'), decision)).status).toBe(403);
    const office = await officer('social-office');
    await must(office.post(at(caseId, '/decide'), decision));
  });

  test('what was measured after it was read has to be read first', async () => {
    const { caseId, measurementId } = await familyAt('ready');
    const [worker, supervisor] = [await officer('caseworker'), await officer('care-supervisor')];
    await must(worker.post(at(caseId, '/measurements'), aMeasure('best')));
    const refused = await supervisor.post<Problem>(at(caseId, '/decide'), { decision: 'approved', measurementId });
    expect(refused).toMatchObject({ status: 409, body: { code: 'self-reliance/measured-again' } });
  });

  test('measured below the criteria, the proposal is taken back', async () => {
    const { caseId, measurementId } = await familyAt('ready');
    const [worker, supervisor] = [await officer('caseworker'), await officer('care-supervisor')];
    const measured = await must(
      worker.post<FamilyChanged>(at(caseId, '/measurements'), aMeasure('best', { enrolled: 'some' })),
    );
    expect(measured.status).toBe('active');
    const late = await supervisor.post<Problem>(at(caseId, '/decide'), { decision: 'approved', measurementId });
    expect(late).toMatchObject({ status: 409, body: { code: 'self-reliance/change-not-allowed' } });
    expect((await read(worker, caseId)).plan?.proposal?.decision).toBe('withdrawn');
  });

  test('of two decisions at the same moment exactly one counts, a hundred times, and the other is told whose', async () => {
    const [supervisor, office] = [await officer('care-supervisor'), await officer('social-office')];
    for (let race = 0; race < 100; race++) {
      const { caseId, planId, measurementId } = await familyAt('ready');
      system.clock.advance(1000);
      const send = { decision: 'sent-back', measurementId, reason: 'วัดเงินออมอีกครั้ง' };
      const answers = await Promise.all([
        supervisor.post<Problem>(at(caseId, '/decide'), { decision: 'approved', measurementId }),
        office.post<Problem>(at(caseId, '/decide'), race % 2 ? send : { decision: 'approved', measurementId }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.params).toMatchObject({ name: expect.any(String) });
      const decided = await rows(
        db,
        sql<{
          kind: string;
        }>`SELECT kind FROM self_reliance.timeline WHERE plan_id = ${planId} AND kind IN ('graduated', 'sent-back')`,
      );
      expect(decided).toHaveLength(1);
    }
  });
});

describe('a wrong measurement', () => {
  const correctionOf = (id: string | undefined, how: 'best' | 'worst', special = {}) =>
    [`/measurements/${id}/correct`, { ...aMeasure(how, special), reason: 'กดผิดแถว' }] as const;
  const lastOf = async (by: Officer, caseId: string) => (await read(by, caseId)).plan?.measurements.at(-1)?.id;

  test('a relapse that was a slip of the finger is undone by the same rule, and is not counted', async () => {
    const worker = await officer('caseworker');
    const { caseId, planId } = await familyAt('monitoring');
    const before = (await read(worker, caseId)).plan;
    const counted = sum(await figures(worker), 'relapsed');
    const wrong = await must(worker.post<FamilyChanged>(at(caseId, '/measurements'), aMeasure('worst')));
    expect(wrong.status).toBe('relapsed');
    expect(sum(await figures(worker), 'relapsed')).toBe(counted + 1);
    system.clock.advance(DAY_MS);
    const fresh = await officer('caseworker');
    const wrongId = await lastOf(fresh, caseId);
    const right = await must(fresh.post<FamilyChanged>(...stepOf(caseId, correctionOf(wrongId, 'best'))));
    expect(right.status).toBe('monitoring');
    const { plan } = await read(fresh, caseId);
    expect(plan).toMatchObject({ status: 'monitoring', relapses: before?.relapses, statusSince: before?.statusSince });
    expect(plan?.measurements.map(({ number }) => number)).toEqual([
      ...(before?.measurements.map(({ number }) => number) ?? []),
      (before?.measurements.at(-1)?.number ?? 0) + 1,
    ]);
    expect(plan?.measurements.at(-1)?.meetsCriteria).toBe(true);
    expect(plan?.timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['corrected', 'relapse-undone']));
    expect(sum(await figures(fresh), 'relapsed')).toBe(counted);
    // What was wrong is kept as it was, with the reason, and recorded.
    expect(
      await rows(
        db,
        sql`SELECT measured ->> 'meets_criteria' AS meets, reason FROM self_reliance.corrected_measurements
          WHERE plan_id = ${planId}`,
      ),
    ).toEqual([{ meets: 'false', reason: 'กดผิดแถว' }]);
    expect(
      await rows(
        db,
        sql`SELECT action FROM audit.entries WHERE subject_id = ${caseId} AND action IN
          ('self-reliance/corrected', 'self-reliance/relapse-undone') ORDER BY id`,
      ),
    ).toEqual([{ action: 'self-reliance/corrected' }, { action: 'self-reliance/relapse-undone' }]);
    // The same once more is too late: it is another measurement now.
    const again = await fresh.post<Problem>(...stepOf(caseId, correctionOf(wrongId, 'best')));
    expect(again).toMatchObject({ status: 409, body: { code: 'self-reliance/not-corrected' } });
  });

  test('corrected below the criteria it stays one relapse, and from above it becomes one', async () => {
    const worker = await officer('caseworker');
    const { caseId } = await familyAt('monitoring');
    const counted = sum(await figures(worker), 'relapsed');
    await must(worker.post(at(caseId, '/measurements'), aMeasure('best')));
    for (const how of ['worst', 'worst'] as const) {
      system.clock.advance(1000);
      const { status } = await must(
        worker.post<FamilyChanged>(...stepOf(caseId, correctionOf(await lastOf(worker, caseId), how))),
      );
      expect(status).toBe('relapsed');
      expect((await read(worker, caseId)).plan?.relapses).toBe(1);
      expect(sum(await figures(worker), 'relapsed')).toBe(counted + 1);
    }
  });

  test('it can be corrected for two weeks, while it is the last one and the plan has not moved on', async () => {
    const worker = await officer('caseworker');
    const [late, moved] = [await familyAt('monitoring'), await familyAt('monitoring')];
    for (const { caseId } of [late, moved]) await must(worker.post(at(caseId, '/measurements'), aMeasure('worst')));
    system.clock.advance(1000);
    const agreed = { agreedOn: day(), agreedBy: 'person', agreedHow: 'said' };
    await must(worker.post(at(moved.caseId, '/restart'), agreed));
    const refused = await worker.post<Problem>(
      ...stepOf(moved.caseId, correctionOf(await lastOf(worker, moved.caseId), 'best')),
    );
    expect(refused).toMatchObject({ status: 409, body: { code: 'self-reliance/not-corrected' } });
    expect((await read(worker, late.caseId)).plan?.correctUntil).toBe(day(14));
    system.clock.advance(15 * DAY_MS);
    const later = await officer('caseworker');
    expect((await read(later, late.caseId)).plan?.correctUntil).toBeNull();
    const tooLate = await later.post<Problem>(
      ...stepOf(late.caseId, correctionOf(await lastOf(later, late.caseId), 'best')),
    );
    expect(tooLate).toMatchObject({ status: 422, body: { code: 'self-reliance/correction-too-late' } });
    expect((await read(later, late.caseId)).plan?.status).toBe('relapsed');
  });
});

describe('what waits too long', () => {
  const calledOf = async (caseId: string) =>
    rows(
      db,
      sql<{ reminded: boolean; late: boolean; province: boolean }>`SELECT reminded_at IS NOT NULL AS reminded,
        late_told_at IS NOT NULL AS late, province_told_at IS NOT NULL AS province
        FROM self_reliance.plans WHERE case_id = ${caseId}`,
    );
  const alertsOf = async (personId: string) =>
    rows(
      db,
      sql<{ kind: string }>`SELECT alert.kind FROM alerting.notifications AS sent
        JOIN alerting.alerts AS alert ON alert.id = sent.alert_id
        WHERE sent.person_id = ${personId} AND alert.kind LIKE 'case-%' ORDER BY sent.at`,
    );

  test('the worker is reminded a week before, those who supervise two weeks after, each once', async () => {
    const { caseId } = await familyAt('active');
    const supervisorId = await idOf('care-supervisor');
    await sql`UPDATE self_reliance.plans SET next_measure_on = ${day(7)} WHERE case_id = ${caseId}`.execute(db);
    await system.pass(60_000);
    await system.until(async () => (await calledOf(caseId))[0]?.reminded || undefined);
    expect(await calledOf(caseId)).toEqual([{ reminded: true, late: false, province: false }]);
    expect((await alertsOf(workerId)).map(({ kind }) => kind)).toContain('case-reminder');
    const before = (await alertsOf(supervisorId)).length;
    await sql`UPDATE self_reliance.plans SET next_measure_on = ${day(-14)} WHERE case_id = ${caseId}`.execute(db);
    await system.until(async () => (await calledOf(caseId))[0]?.late || undefined);
    const after = (await alertsOf(supervisorId)).length;
    expect(after).toBeGreaterThan(before);
    await system.pass(60_000);
    const said = await rows(
      db,
      sql<{ kind: string }>`SELECT entry.kind FROM self_reliance.timeline AS entry
        JOIN self_reliance.plans AS plan ON plan.id = entry.plan_id WHERE plan.case_id = ${caseId} AND entry.kind = 'late'`,
    );
    expect(said).toHaveLength(1);
    expect((await alertsOf(supervisorId)).length).toBe(after);
  });

  test('the twelve months begin by themselves where nobody says that the family was told', async () => {
    const { caseId } = await familyAt('graduated');
    await sql`UPDATE self_reliance.plans SET status_since = status_since - interval '15 days' WHERE case_id = ${caseId}`.execute(
      db,
    );
    const worker = await officer('caseworker');
    await system.until(async () => ((await read(worker, caseId)).plan?.status === 'monitoring' ? true : undefined));
    expect((await read(worker, caseId)).plan?.timeline.map(({ kind, by }) => [kind, by])).toContainEqual([
      'monitored',
      null,
    ]);
  });

  test('a decision that nobody makes calls those who decide once more, and not who proposed it', async () => {
    const { caseId, planId } = await familyAt('ready');
    await sql`UPDATE self_reliance.proposals SET due_at = ${system.clock.now()} WHERE plan_id = ${planId}`.execute(db);
    const worker = await officer('caseworker');
    await system.until(async () => {
      const { plan } = await read(worker, caseId);
      return plan?.timeline.some(({ kind }) => kind === 'decision-late') || undefined;
    });
  });

  test('a plan goes with its case', async () => {
    const { caseId, planId } = await familyAt('stopped');
    // As care.forget_cases does years later.
    await sql`DELETE FROM care.cases WHERE id = ${caseId}`.execute(db);
    const forget = await rows(db, sql<{ gone: number }>`SELECT self_reliance.forget_plans(50) AS gone`);
    expect(forget).toEqual([{ gone: 1 }]);
    const left = await rows(
      db,
      sql<{ id: string }>`SELECT id FROM self_reliance.measurements WHERE plan_id = ${planId}`,
    );
    expect(left).toEqual([]);
  });
});

describe('on paper and for the logbook', () => {
  const file = async (by: Officer, path: string) => {
    const answer = await fetch(system.url + path, { headers: { cookie: by.cookie } });
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      bytes: Buffer.from(await answer.arrayBuffer()),
    };
  };

  test('the way of a family is printed for the family, without a name', async () => {
    const { caseId } = await aFamily(db, {
      status: 'active',
      workerId,
      now: system.clock.now(),
      name: 'นางลับเฉพาะ ห้ามพิมพ์',
    });
    const worker = await officer('caseworker');
    for (const language of ['th', 'en']) {
      const { status, type, bytes } = await file(worker, at(caseId, `/print?language=${language}`));
      expect([status, type, bytes.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
      const text = readPdfText(bytes);
      expect(text).toContain(language === 'th' ? 'เส้นทางของครอบครัวเรา' : 'The way of our family');
      expect(text).not.toContain('ห้ามพิมพ์');
    }
  });

  test('every measurement is in both files, for whoever decides in the branch, and what was exported is recorded', async () => {
    const { caseId } = await familyAt('active');
    const [supervisor, worker] = [await officer('care-supervisor'), await officer('caseworker')];
    const path = (format: string) => `/api/v1/self-reliance/export?from=2026-01-01&format=${format}`;
    expect((await file(worker, path('csv'))).status).toBe(403);
    const { plan } = await read(worker, caseId);
    const csv = (await file(supervisor, path('csv'))).bytes.toString();
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    const [head = '', ...lines] = csv.slice(1).trim().split('\r\n');
    const own = lines.map((line) => line.split(',')).filter(([code]) => code === plan?.code);
    expect(own.map((cells) => cells[head.split(',').indexOf('meets_criteria')])).toEqual(['false', 'true', 'true']);
    expect(own.every((cells) => cells.length === head.split(',').length)).toBe(true);
    const json = JSON.parse((await file(supervisor, path('json'))).bytes.toString());
    expect(json.measurements).toHaveLength(lines.length);
    const views = await rows(
      db,
      sql<{
        details: object;
      }>`SELECT details FROM audit.entries WHERE action = 'self-reliance/export' AND kind = 'view'`,
    );
    expect(views.length).toBeGreaterThan(1);
  });
});

describe('who sees it', () => {
  test('a plan is not there for whoever is barred from the case, in no list and no sum', async () => {
    const { caseId } = await familyAt('active');
    const [barred, office] = [await officer('caseworker2'), await officer('social-office')];
    expect((await read(barred, caseId)).plan).not.toBeNull();
    const bar = { kind: 'account', personId: await idOf('caseworker2'), reason: 'relative' };
    await must(office.post(`/api/v1/cases/${caseId}/exclusions`, bar));
    const unknown = await barred.get<Problem>(at(caseId));
    expect([unknown.status, unknown.body.code]).toEqual([404, 'case/not-found']);
    const { plans } = await must(barred.get<FamilyList>('/api/v1/self-reliance/plans?scope=open'));
    expect(plans.some((plan) => plan.caseId === caseId)).toBe(false);
    const seen = async (by: Officer) => (await figures(by)).agencies.reduce((total, one) => total + one.onTheWay, 0);
    const all = await seen(await officer('care-supervisor'));
    expect(await seen(barred)).toBeLessThan(all);
    const [refused, nothing] = [
      await barred.post<Problem>(at(caseId, '/stop'), { reason: 'moved' }),
      await barred.post<Problem>(at('0198c0de-0000-7000-8000-00000000dead', '/stop'), { reason: 'moved' }),
    ];
    expect(refused).toEqual(nothing);
  });

  test('invited people see the case by its sections, and no plan', async () => {
    const { caseId } = await familyAt('active');
    const worker = await officer('caseworker');
    const guest = await officer('guest-hospital');
    const personId = await idOf('guest-hospital');
    const invited = { personId, profession: 'doctor', sections: ['health'], until: day(20) };
    await must(worker.post(`/api/v1/cases/${caseId}/team`, invited));
    expect((await guest.get(`/api/v1/cases/${caseId}`)).status).toBe(200);
    expect((await guest.get(at(caseId))).status).toBe(403);
    expect((await guest.get('/api/v1/self-reliance/plans')).status).toBe(403);
  });

  test('there is one open plan of a household, and its other cases say where', async () => {
    const { caseId, householdId } = await familyAt('active');
    const worker = await officer('caseworker');
    const other = await aCase(db, { status: 'implementing', workerId, risk: 'low' });
    await sql`UPDATE care.cases SET household_id = ${householdId} WHERE id = ${other}`.execute(db);
    expect(await read(worker, other)).toMatchObject({ plan: null, elsewhere: { caseId, status: 'active' } });
    expect((await worker.post<Problem>(at(other))).body.code).toBe('self-reliance/plan-exists');
    await must(worker.post(at(caseId, '/stop'), { reason: 'split' }));
    await must(worker.post(at(other)));
  });
});

// Last: more than a year passes here, and sessions end by their age.
test('agreed, measured at 3 and 6 months, ready, graduated by another person, relapsed in month 8, active again, counted', async () => {
  let worker = await officer('caseworker');
  const before = await figures(worker);
  const id = await aCase(db, { status: 'implementing', workerId, risk: 'low' });
  expect((await worker.post<Problem>(at(id))).body.code).toBe('self-reliance/no-household');
  await must(worker.post(`/api/v1/cases/${id}/household`, { relation: 'self', secret: false }));
  await must(worker.post(at(id)));
  await must(worker.post(at(id, '/measurements'), aMeasure('worst')));
  expect(
    (await worker.post<Problem>(at(id, '/agree'), { agreedOn: day(), agreedBy: 'head', agreedHow: 'signed' })).body,
  ).toMatchObject({
    code: 'self-reliance/guard-missing',
    params: { guard: 'goal-set' },
  });
  const goal = { dimension: 'income', indicator: 'debt', targetLevel: 2, what: 'ผ่อนหนี้นอกระบบให้หมด' };
  await must(worker.post(at(id, '/goals'), { ...goal, responsible: 'joint', dueOn: day(100) }));
  await must(worker.post(at(id, '/agree'), { agreedOn: day(), agreedBy: 'head', agreedHow: 'signed' }));
  await must(worker.post(at(id, '/begin')));
  const { plan } = await read(worker, id);
  expect(plan).toMatchObject({ status: 'active', nextMeasure: { month: 3 } });

  for (const month of [3, 6]) {
    system.clock.advance(92 * DAY_MS);
    worker = await officer('caseworker');
    expect(
      (await must(worker.get<FamilyList>('/api/v1/self-reliance/plans?scope=mine'))).plans.find(
        ({ caseId }) => caseId === id,
      ),
    ).toMatchObject({
      step: 'measure',
      nextMeasure: { month },
    });
    await must(worker.post(at(id, '/measurements'), aMeasure('best')));
  }
  await must(worker.post(at(id, '/propose')));
  const { plan: ready } = await read(worker, id);
  expect(ready?.measurements.map(({ number, month, meetsCriteria }) => [number, month, meetsCriteria])).toEqual([
    [0, null, false],
    [1, 3, true],
    [2, 6, true],
  ]);
  const supervisor = await officer('care-supervisor');
  expect((await read(supervisor, id)).plan?.proposal?.mayDecide).toBe(true);
  const decision = { decision: 'approved', measurementId: ready?.measurements.at(-1)?.id };
  await must(supervisor.post(at(id, '/decide'), decision));
  await must(worker.post(at(id, '/monitor')));

  system.clock.advance(240 * DAY_MS);
  worker = await officer('caseworker');
  const relapsed = await must(
    worker.post<FamilyChanged>(at(id, '/measurements'), aMeasure('best', { 'income-source': 'none' })),
  );
  expect(relapsed.status).toBe('relapsed');
  expect(
    (await must(worker.get<FamilyList>('/api/v1/self-reliance/plans?scope=mine'))).plans.find(
      ({ caseId }) => caseId === id,
    ),
  ).toMatchObject({
    step: 'restart',
    relapses: 1,
  });
  await must(worker.post(at(id, '/restart'), { agreedOn: day(), agreedBy: 'whole-family', agreedHow: 'said' }));
  const { plan: again } = await read(worker, id);
  expect(again).toMatchObject({ status: 'active', relapses: 1, nextMeasure: { month: 3 } });
  expect(again?.timeline.map(({ kind }) => kind)).toEqual([
    ...[
      'started',
      'measured',
      'goal-added',
      'agreed',
      'begun',
      'measured',
      'measured',
      'proposed',
      'graduated',
      'monitored',
    ],
    ...['measured', 'relapsed', 'restarted'],
  ]);
  const now = await figures(worker);
  expect([sum(now, 'graduated') - sum(before, 'graduated'), sum(now, 'relapsed') - sum(before, 'relapsed')]).toEqual([
    1, 1,
  ]);
  const stored = await rows(
    db,
    sql<{ action: string }>`SELECT action FROM audit.entries WHERE subject_id = ${id} AND action LIKE 'self-reliance/%'
      AND kind = 'action' ORDER BY id`,
  );
  expect(stored.map(({ action }) => action.split('/')[1])).toEqual(again?.timeline.map(({ kind }) => kind));
});
