import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import type { EefAccepted, EefChecks, EefFigures, EefList } from '../../contract/eef-api.ts';
import type { Problem } from '../../contract/problem.ts';
import type { CaseNeedHoldings, ReferralDetail } from '../../contract/referral-api.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { forgetCases } from '../../server/capabilities/care/commands/forget-cases.ts';
import { forgetSchoolChecks } from '../../server/capabilities/eef/commands/follow-referrals.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { aNeed, aReferral } from '../support/a-referral.ts';
import { aSchoolCheck } from '../support/a-school-check.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { anIncident } from '../support/an-incident.ts';
import { openRoles } from '../support/role-databases.ts';
import { openTestSystem } from '../support/test-system.ts';
import { watchTransactions } from '../support/watched-transactions.ts';

// Journey 6: three siblings in one bundle, each with an answer of their own, until the end of what must last.

// Before the first connection is made.
const { transactions, stop } = watchTransactions();
afterAll(stop);
const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const workerId = (await getDemoPerson(system, 'caseworker')).personId;
const eefId = (await getRow(db, sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = 'EEF'`)).id;
const today = () => thaiDayOf(system.clock.now());
const worker = () => system.officer('caseworker');
const eef = () => system.officer('eef');
const HOUR = 3_600_000;
type Answer = Problem & { id: string };
const ask = async (who: 'caseworker' | 'eef', path: string, body: object = {}) => {
  system.clock.advance(1000);
  return (await system.officer(who)).post<Answer>(path, body);
};
const must = async (asked: ReturnType<typeof ask>) => {
  const { status, body } = await asked;
  expect([status, body.code]).toEqual([200, body.code]);
  return body;
};
async function aChild(name: string) {
  const caseId = await aCase(db, { status: 'implementing', workerId, isMinor: true, name });
  const needId = await aNeed(db, caseId, 'school-learning', workerId);
  return { caseId, needId };
}
const holder = async ({ caseId, needId }: { caseId: string; needId: string }) => {
  const { body } = await (await worker()).get<CaseNeedHoldings>(`/api/v1/cases/${caseId}/referrals`);
  return body.needs.find((one) => one.needId === needId);
};
const figures = async () =>
  (await (await eef()).get<EefFigures>(`/api/v1/eef/figures?from=2020-01-01&to=2099-01-01`)).body;
const checksOf = async (referralId: string) =>
  (await (await worker()).get<EefChecks>(`/api/v1/eef/checks?referralId=${referralId}`)).body.checks;

test('many are accepted together: each has its own result, and the database is asked as often as for one', async () => {
  const officer = await eef();
  const sent = async (status = 'offered') => {
    const caseId = await aCase(db, { status: 'implementing', workerId, isMinor: true });
    const id = await aReferral(db, caseId, { to: 'EEF', serviceCode: 'school-return', status });
    return { caseId, id };
  };
  const count = async (ids: string[]) => {
    transactions.length = 0;
    const { body } = await officer.post<EefAccepted>('/api/v1/eef/accept', { ids });
    const isOurs = (text: string) => text.includes('UPDATE referral.referrals');
    return { ...body, statements: transactions.find((texts) => texts.some(isOurs))?.length };
  };
  const one = await count([(await sent()).id]);
  expect(one.statements).toBeGreaterThan(2);
  const lost = [await sent('withdrawn'), await sent('expired'), await sent('on-hold'), { id: randomUUID() }];
  const barred = await sent();
  await sql`INSERT INTO care.case_exclusions (id, case_id, kind, account_id, reason, by_person_id, at)
    VALUES (${randomUUID()}, ${barred.caseId}, 'account', ${(await getDemoPerson(system, 'eef')).personId}, 'relative',
      ${workerId}, now())`.execute(db);
  const open = await Promise.all(Array.from({ length: 30 }, () => sent()));
  const ids = [...open, ...lost, barred].map(({ id }) => id);
  const many = await count(ids);
  expect([many.done, many.statements]).toEqual([30, one.statements]);
  const resultOf = new Map(many.results.map(({ id, result, code }) => [id, code ?? result]));
  expect(open.map(({ id }) => resultOf.get(id))).toEqual(open.map(() => 'done'));
  expect([...lost, barred].map(({ id }) => resultOf.get(id))).toEqual([
    ...['referral/change-not-allowed', 'referral/answered-too-late', 'unchanged', 'referral/not-found'],
    'referral/not-found',
  ]);

  await sql`UPDATE referral.referrals SET status = 'withdrawn', ended_at = now() WHERE id = ${barred.id}`.execute(db);
  // What is recorded of each is what is recorded of one that is accepted alone.
  const alone = await sent();
  await must(ask('eef', `/api/v1/referrals/${alone.id}/accept`));
  const lifeOf = async (id: string) => {
    const { referral, timeline } = (await officer.get<ReferralDetail>(`/api/v1/referrals/${id}`)).body;
    const entries = await rows(
      db,
      sql<{
        action: string;
      }>`SELECT action FROM audit.entries WHERE subject_id = ${id} AND kind = 'action' ORDER BY id`,
    );
    return {
      ...{ status: referral.status, version: referral.version, isDue: referral.outcomeDueAt !== null },
      ...{ timeline: timeline.map(({ kind, by }) => [kind, by]), audit: entries.map(({ action }) => action) },
    };
  };
  expect(await lifeOf(open[7]?.id ?? '')).toEqual(await lifeOf(alone.id));
});

test('figures and the exported list agree to the child', async () => {
  const outcomes = [
    'formal-returned',
    'non-formal',
    'vocational',
    'grant-awarded',
    'waiting-term',
    'over-age',
    'moved',
  ];
  for (const [at, outcome] of outcomes.entries()) {
    const { caseId, needId } = await aChild(`เด็กสมมติ ${at}`);
    const to = { to: 'EEF', serviceCode: 'school-return', needId };
    await aReferral(db, caseId, { ...to, status: 'declined' });
    await aReferral(db, caseId, { ...to, status: 'completed', outcome, confirmation: 'received' });
  }
  for (const status of ['offered', 'accepted', 'on-hold', 'withdrawn', 'not-completed', 'declined-proposed']) {
    const { caseId, needId } = await aChild('เด็กสมมติ อีกคน');
    await aReferral(db, caseId, { to: 'EEF', serviceCode: 'scholarship', needId, status });
  }
  const counted = await figures();
  const file = await (await eef()).get<{ children: { referral: string; came_to: string }[] }>(
    '/api/v1/eef/export?what=children&format=json&from=2020-01-01&to=2099-01-01',
  );
  const listed = file.body.children;
  expect(listed).toHaveLength(counted.children);
  for (const { result, children } of counted.results) {
    expect([result, listed.filter(({ came_to }) => came_to === result).length]).toEqual([result, children]);
  }
  expect(new Set(listed.map(({ referral }) => referral)).size).toBe(listed.length);
});

test('whoever sent the child may answer its checks; a worker elsewhere and a barred person see none', async () => {
  const { caseId, needId } = await aChild('เด็กสมมติ ที่ติดตาม');
  const sent = { to: 'EEF', serviceCode: 'school-return', needId, status: 'in-progress' };
  const id = await aReferral(db, caseId, sent);
  await must(ask('eef', `/api/v1/referrals/${id}/complete`, { outcome: 'vocational', on: addDays(today(), -40) }));
  const checks = await system.until(async () => {
    const found = await checksOf(id);
    return found.length > 0 ? found : undefined;
  });
  const [month] = checks.filter(({ kind }) => kind === 'day-30');
  expect(month).toMatchObject({ mayAnswer: true, state: 'due' });
  const other = await system.officer('shelter');
  expect((await other.get<EefChecks>(`/api/v1/eef/checks?referralId=${id}`)).body.checks).toEqual([]);
  const path = `/api/v1/eef/checks/${month?.id}/answer`;
  const left = { result: 'attending', on: addDays(today(), -10) };
  expect((await other.post<Problem>(path, left)).body.code).toBe('eef/check-not-found');
  await must(ask('caseworker', path, left));

  // Barred later: the fund's officer has never had it.
  const eefPerson = (await getDemoPerson(system, 'eef')).personId;
  await sql`INSERT INTO care.case_exclusions (id, case_id, kind, account_id, reason, by_person_id, at)
    VALUES (${randomUUID()}, ${caseId}, 'account', ${eefPerson}, 'relative', ${workerId}, now())`.execute(db);
  const seen = await (await eef()).get<EefList>('/api/v1/eef/children?scope=ended');
  expect(seen.body.children.filter(({ referral }) => referral.id === id)).toEqual([]);
  expect((await (await eef()).get<EefChecks>(`/api/v1/eef/checks?referralId=${id}`)).body.checks).toEqual([]);
});

test('from whom the incident is withheld, from them its check is too, in the number of what is due as well', async () => {
  const { id: incidentId } = await anIncident(system).happens();
  const caseId = await aCase(db, { status: 'implementing', workerId, isMinor: true, incidentId });
  const returned = { status: 'completed', outcome: 'formal-returned', confirmation: 'received' };
  const checkId = await aSchoolCheck(db, await aReferral(db, caseId, { to: 'EEF', ...returned }));
  // One more of the same incident, which is late; and a case of its own from which they are barred in the end.
  const open = [caseId, await aCase(db, { status: 'implementing', workerId, isMinor: true })];
  const [late = '', other = ''] = await Promise.all(
    open.map(async (of) => {
      const needId = await aNeed(db, of, 'school-learning');
      return aReferral(db, of, { to: 'EEF', serviceCode: 'school-return', status: 'in-progress', needId });
    }),
  );
  await sql`UPDATE referral.referrals SET outcome_due_at = now() - interval '1 day' WHERE id IN (${late}, ${other})`.execute(
    db,
  );
  const due = async () => {
    const { children, counts } = (await (await eef()).get<EefList>('/api/v1/eef/children?scope=working')).body;
    const { checks } = (await (await eef()).get<EefChecks>('/api/v1/eef/checks')).body;
    const inProvinces = counts?.provinces.reduce((sum, { open: count }) => sum + count, 0);
    return {
      ...{ number: counts?.checks ?? 0, isListed: checks.some(({ id }) => id === checkId) },
      ...{ working: counts?.working.open ?? 0, late: counts?.working.late ?? 0, inProvinces, listed: children.length },
      children: (await figures()).children,
    };
  };
  const before = await due();
  expect(before.isListed).toBe(true);
  expect([before.inProvinces, before.listed]).toEqual([before.working, before.working]);
  const eefPerson = (await getDemoPerson(system, 'eef')).personId;
  await sql`INSERT INTO incident.conflicts (id, incident_id, person_id, kind, by_person_id, reason, at)
    VALUES (${randomUUID()}, ${incidentId}, ${eefPerson}, 'named', ${workerId}, 'ญาติ', now())`.execute(db);
  await sql`INSERT INTO care.case_exclusions (id, case_id, kind, account_id, reason, by_person_id, at)
    VALUES (${randomUUID()}, ${open[1]}, 'account', ${eefPerson}, 'relative', ${workerId}, now())`.execute(db);
  const working = before.working - 2;
  expect(await due()).toEqual({
    ...{ number: before.number - 1, isListed: false, children: before.children - 2 },
    ...{ working, late: before.late - 2, inProvinces: working, listed: working },
  });
});

test('where the person says that it never came, nothing is asked any more', async () => {
  const { caseId, needId } = await aChild('เด็กสมมติ ไม่ได้เรียน');
  const id = await aReferral(db, caseId, { to: 'EEF', serviceCode: 'school-return', needId, status: 'in-progress' });
  await must(ask('eef', `/api/v1/referrals/${id}/complete`, { outcome: 'non-formal', on: today() }));
  await system.until(async () => ((await checksOf(id)).length > 0 ? true : undefined));
  await must(ask('caseworker', `/api/v1/referrals/${id}/confirmation`, { way: 'visit', answer: 'not-received' }));
  const states = await system.until(async () => {
    const found = (await checksOf(id)).map(({ state }) => state);
    return found.includes('void') ? found : undefined;
  });
  expect(new Set(states)).toEqual(new Set(['void']));
  const [{ waits } = { waits: 0 }] = await rows(
    db,
    sql<{ waits: number }>`SELECT count(*)::integer AS waits FROM eef.referrals_to_follow`,
  );
  expect(waits).toBe(0);
});

test('a check is kept as long as its case', async () => {
  const returned = { to: 'EEF', status: 'completed', outcome: 'formal-returned', confirmation: 'received' };
  const [gone, kept] = [await aCase(db, { isMinor: true, status: 'closed' }), await aCase(db, { isMinor: true })];
  const ids = [
    await aSchoolCheck(db, await aReferral(db, gone, returned)),
    await aSchoolCheck(db, await aReferral(db, kept, returned)),
  ];
  await sql`UPDATE care.cases SET closed_at = ${system.clock.now()}::timestamptz - interval '21 years' WHERE id = ${gone}`.execute(
    db,
  );
  const left = async () =>
    (await rows(db, sql<{ id: string }>`SELECT id FROM eef.checks WHERE id = ANY(${ids}::uuid[])`)).map(({ id }) => id);
  const { service } = await openRoles(db);
  await forgetSchoolChecks(service);
  expect(await left()).toHaveLength(2);
  await forgetCases(system, service);
  await forgetSchoolChecks(service);
  expect(await left()).toEqual([ids[1]]);
});

test('a page ends where the next one begins, and filters leave only what was asked for', async () => {
  const bundle = randomUUID();
  for (let at = 0; at < 130; at++) {
    const caseId = await aCase(db, { status: 'implementing', workerId, isMinor: true });
    await aReferral(db, caseId, {
      ...{ to: 'EEF', serviceCode: at % 2 ? 'school-return' : 'scholarship', urgency: at % 3 ? 'normal' : 'urgent' },
      ...(at < 3 && { bundleId: bundle }),
    });
  }
  const officer = await eef();
  const seen: string[] = [];
  let next: string | null = null;
  do {
    const page: EefList = (await officer.get<EefList>(`/api/v1/eef/children${next ? `?after=${next}` : ''}`)).body;
    expect(page.counts === null).toBe(next !== null);
    seen.push(...page.children.map(({ referral }) => referral.id));
    next = page.next;
  } while (next);
  expect(new Set(seen).size).toBe(seen.length);
  const { waiting } = await getRow(
    db,
    sql<{ waiting: number }>`SELECT count(*)::integer AS waiting FROM referral.referrals
      WHERE to_agency_id = ${eefId} AND status IN ('offered', 'declined-proposed')`,
  );
  expect(seen).toHaveLength(waiting);
  const only = (await officer.get<EefList>('/api/v1/eef/children?serviceCode=scholarship&urgency=urgent&province=65'))
    .body;
  expect(only.children.length).toBeGreaterThan(0);
  for (const { referral } of only.children)
    expect(referral).toMatchObject({ serviceCode: 'scholarship', urgency: 'urgent', place: { provinceCode: '65' } });
});

// The last one: a day passes.
test('three siblings: accepted, declined and expired; one is back, and after ninety days she has left', {
  timeout: 300_000,
}, async () => {
  const before = await figures();
  const bundleId = randomUUID();
  const children = [await aChild('เด็กหญิงสมมติ พี่'), await aChild('เด็กชายสมมติ กลาง'), await aChild('เด็กหญิงสมมติ น้อง')];
  const ids: string[] = [];
  for (const { caseId, needId } of children) {
    const { id } = await must(
      ask('caseworker', `/api/v1/cases/${caseId}/referrals`, {
        ...{ needId, serviceCode: 'school-return', toAgencyId: eefId, urgency: 'urgent', basis: 'public-task' },
        extra: {
          school: 'โรงเรียนสมมติวิทยา',
          grade: 'm1',
          'years-out': 1,
          'reason-out': 'poverty',
          wish: 'back-to-same',
        },
      }),
    );
    await sql`UPDATE referral.referrals SET bundle_id = ${bundleId} WHERE id = ${id}`.execute(db);
    ids.push(id);
  }
  const [first = '', second = '', third = ''] = ids;

  // The fund sees them together, and nobody's name before acceptance.
  const { children: shown, counts } = (await (await eef()).get<EefList>('/api/v1/eef/children')).body;
  const row = shown.find(({ referral }) => referral.id === first);
  expect(row).toMatchObject({ name: null, school: null });
  expect(row?.siblings.map(({ id }) => id).toSorted()).toEqual([second, third].toSorted());
  expect(JSON.stringify(shown)).not.toMatch(/เด็กหญิงสมมติ|โรงเรียนสมมติ/);
  expect(counts?.['to-answer'].open).toBeGreaterThanOrEqual(3);

  await must(ask('eef', `/api/v1/referrals/${second}/decline`, { reason: 'missing-papers' }));
  const { body: accepted } = await (await eef()).post<EefAccepted>('/api/v1/eef/accept', {
    ids: [first, second, randomUUID()],
  });
  const codes = Object.fromEntries(accepted.results.map(({ id, result, code }) => [id, code ?? result]));
  expect([codes[first], codes[second]]).toEqual(['done', 'referral/change-not-allowed']);
  expect(accepted).toMatchObject({ done: 1, refused: 2 });
  expect(await holder(children[1] ?? { caseId: '', needId: '' })).toMatchObject({
    holder: null,
    consequence: 'ask-papers',
  });

  // Nobody answers for the third in time.
  await system.pass(24 * HOUR + 6000);
  await Promise.all(['caseworker', 'eef'].map(system.officerAgain));
  await system.until(async () =>
    (await holder(children[2] ?? { caseId: '', needId: '' }))?.holder ? undefined : true,
  );
  expect(await holder(children[2] ?? { caseId: '', needId: '' })).toMatchObject({ holder: null });

  // The first is back in school, and says so.
  const returnedOn = addDays(today(), -91);
  await must(ask('eef', `/api/v1/referrals/${first}/start`));
  await must(
    ask('eef', `/api/v1/referrals/${first}/complete`, {
      outcome: 'formal-returned',
      on: returnedOn,
      placeCode: '65010099',
    }),
  );
  await must(ask('caseworker', `/api/v1/referrals/${first}/confirmation`, { way: 'call', answer: 'received' }));
  const planned = await system.until(async () => {
    const checks = await checksOf(first);
    return checks.length > 0 ? checks : undefined;
  });
  expect(planned.map(({ kind, state }) => [kind, state])).toEqual(
    expect.arrayContaining([
      ['day-30', 'late'],
      ['day-90', 'due'],
      ['day-180', 'waiting'],
    ]),
  );
  expect((await figures()).back).toBe(before.back + 1);
  const [ofFirst] = children;
  if (!ofFirst) throw new Error('no child');
  expect(await holder(ofFirst)).toMatchObject({ isEnded: true });

  // At 30 days the fund says that she is there.
  const due = (await (await eef()).get<EefChecks>('/api/v1/eef/checks')).body.checks;
  const [month] = due.filter(({ child, kind }) => child.referral.id === first && kind === 'day-30');
  expect(month).toMatchObject({ state: 'late', mayAnswer: true, child: { name: 'เด็กหญิงสมมติ พี่' } });
  const answer = { result: 'attending', attendance: 91, on: addDays(today(), -60) };
  expect((await ask('eef', `/api/v1/eef/checks/${month?.id}/answer`, { ...answer, attendance: 60 })).body.code).toBe(
    'eef/attendance-unfit',
  );
  await must(ask('eef', `/api/v1/eef/checks/${month?.id}/answer`, answer));

  // The case was closed meanwhile; at 90 days the school says that she left.
  await sql`UPDATE care.cases SET status = 'closed', closed_at = now(), end_reason = 'goals-met' WHERE id = ${ofFirst.caseId}`.execute(
    db,
  );
  const [quarter] = (await checksOf(first)).filter(({ kind }) => kind === 'day-90');
  await must(ask('eef', `/api/v1/eef/checks/${quarter?.id}/answer`, { result: 'left', on: addDays(today(), -3) }));
  await system.until(async () => ((await holder(ofFirst))?.isEnded === false ? true : undefined));
  const open = await holder(ofFirst);
  expect(open).toMatchObject({ holder: null, isEnded: false, choices: expect.arrayContaining(['next-provider']) });
  const { status } = await getRow(
    db,
    sql<{ status: string }>`SELECT status FROM care.cases WHERE id = ${ofFirst.caseId}`,
  );
  expect(status).toBe('reopened');
  expect((await checksOf(first)).map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual(
    ['day-180 void', 'day-30 attending', 'day-90 left', 'term-end void'].toSorted(),
  );
  const detail = (await (await eef()).get<ReferralDetail>(`/api/v1/referrals/${first}`)).body;
  expect(detail.timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['school-checked', 'need-reopened']));

  // Each of the three is counted once.
  const after = await figures();
  const more = (name: string) => {
    const of = (all: EefFigures) => all.results.find(({ result }) => result === name)?.children ?? 0;
    return of(after) - of(before);
  };
  // Others who waited have expired in that day too.
  expect([more('left'), more('declined'), more('expired') + more('to-answer'), more('back')]).toEqual([1, 1, 1, 0]);
  expect(after.children).toBe(before.children + 3);
  expect(after.children).toBe(after.results.reduce((sum, { children: count }) => sum + count, 0));
  expect(after.children).toBe(after.provinces.reduce((sum, { children: count }) => sum + count, 0));
});
