import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WorkRow, WorkToday } from '../../contract/case-work.ts';
import type { Problem } from '../../contract/problem.ts';
import { REFERRAL_OUTCOMES, type ReferralStatus } from '../../contract/referral.ts';
import type { CaseNeedHoldings } from '../../contract/referral-api.ts';
import type { NeedsBack } from '../../contract/referral-needs.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase, aRecord } from '../support/a-case.ts';
import { aNeed } from '../support/a-referral.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// A need is never lost, over the whole system: workers, receivers and supervisors do whatever there is to do, in any order and
// two at once, hours or weeks pass, with the timed jobs or while they stand still. After every step the database is asked for
// each need: it has an outcome; or exactly one live referral or own service holds it; or it is on the list of whoever owns an
// open case, with choices.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const LIVES = 6;
const STEPS = 22;
const HOUR = 3_600_000;
const [worker, supervisor, office] = [
  await system.officer('caseworker'),
  await system.officer('care-supervisor'),
  await system.officer('social-office'),
];
const [shelter, boss] = [await system.officer('shelter'), await system.officer('shelter-supervisor')];
const workerId = (await getDemoPerson(system, 'caseworker')).personId;
const [shelterId, officeId] = [
  (await getDemoPerson(system, 'shelter')).agencyId,
  (await getDemoPerson(system, 'social-office')).agencyId,
];

type Attempt = { what: number; which: number; hours: number; also: number };
const attempt: fc.Arbitrary<Attempt> = fc.record({
  what: fc.nat(999),
  which: fc.nat(9999),
  hours: fc.oneof(fc.constant(0), fc.constant(0), fc.constant(0), fc.nat(30), fc.nat(800)),
  also: fc.nat(99),
});
const pick = <Item>(list: readonly Item[], number: number): Item => list[number % list.length] as Item;
type Step = [by: Officer, path: string, body: object];

/** What there is to do in this case, of all people. */
async function listSteps(caseId: string, { which }: Attempt): Promise<Step[]> {
  const needs = await rows(
    db,
    sql<{
      id: string;
      isOpen: boolean;
    }>`SELECT id, outcome IS NULL AS "isOpen" FROM care.needs WHERE case_id = ${caseId}`,
  );
  const referrals = await rows(
    db,
    sql<{ id: string; status: ReferralStatus }>`SELECT id, status FROM referral.referrals WHERE case_id = ${caseId}
      ORDER BY created_at DESC, id DESC LIMIT 3`,
  );
  const [approval] = await rows(
    db,
    sql<{ id: string }>`SELECT id FROM care.approvals WHERE case_id = ${caseId} AND decision IS NULL`,
  );
  const need = pick(needs, which)?.id ?? randomUUID();
  const isDone = needs.every(({ isOpen }) => !isOpen);
  const mine = `cases/${caseId}`;
  const sender = pick([worker, worker, office], which);
  const outcome = pick(Object.keys(REFERRAL_OUTCOMES), which);
  const given = { needId: need, serviceCode: 'school-return', toAgencyId: shelterId, basis: 'consent' };
  const more = { ...given, urgency: pick(['emergency', 'urgent', 'normal'], which) };
  const of = ({ id, status }: (typeof referrals)[number]): Step[] => {
    const at = (action: string, body: object = {}, by = shelter): Step => [by, `referrals/${id}/${action}`, body];
    const withdraw = at('withdraw', { reason: pick(['consent-withdrawn', 'no-progress'], which) }, sender);
    const complete = at('complete', { outcome, on: '2026-11-01' });
    const received = at('complete', { outcome: 'received-help', on: '2026-11-01' });
    const fail = at('not-complete', { reason: 'could-not-contact' });
    const answer = (said: string) => at('confirmation', { way: 'call', answer: said }, sender);
    switch (status) {
      case 'draft':
        return [at('offer', {}, sender), at('offer', {}, sender), withdraw];
      case 'offered':
        return [at('accept'), at('accept'), at('accept'), at('decline', { reason: 'no-capacity' }), withdraw];
      case 'declined-proposed':
        return [at('confirm-decline', {}, boss), at('refuse-decline', { reason: 'ยังรับได้' }, boss), withdraw];
      case 'accepted':
        return [at('start'), received, complete, fail, withdraw];
      case 'in-progress':
        return [at('hold', { reason: 'away', until: day(which % 20) }), received, complete, fail, withdraw];
      case 'on-hold':
        return [at('resume'), complete, withdraw];
      case 'completed':
        return [answer('received'), answer('received'), answer('partly'), answer('not-received')];
      default:
        return [at('accept'), answer('received')];
    }
  };
  return [
    ...Array<Step>(needs.some(({ isOpen }) => isOpen) ? 3 : 1).fill([sender, `${mine}/referrals`, more]),
    [sender, `${mine}/referrals`, { ...more, offer: false }],
    ...referrals.flatMap((one) => [...of(one), ...of(one)]),
    [sender, `${mine}/needs/${need}/own-service`, { serviceCode: 'counselling' }],
    [sender, `${mine}/needs/${need}/own-service/end`, {}],
    [sender, `${mine}/needs/${need}/loss`, { reason: 'ไม่มีที่ไหนรับ' }],
    [supervisor, `${mine}/needs/${need}/loss/decide`, { accept: which % 2 === 0 }],
    [sender, `${mine}/needs/${need}/end`, { outcome: pick(['received-help', 'gone'], which), saidBy: 'person' }],
    ...(which % 4 === 0
      ? [[sender, `${mine}/needs`, { code: pick(['housing', 'mind', 'school-learning'], which) }] as Step]
      : []),
    // What is tried more often once nothing is needed any more.
    ...Array<Step>(isDone ? 12 : 1).fill([worker, `${mine}/approvals`, { subject: 'closure', reason: 'goals-met' }]),
    ...(approval
      ? Array<Step>(isDone ? 24 : 3).fill([
          supervisor,
          `${mine}/approvals/${approval.id}/decide`,
          { decision: 'approved' },
        ])
      : []),
    ...(which % 7 === 0
      ? [[supervisor, `${mine}/transfer/force`, { agencyId: officeId, reason: 'ไม่มีคน' }] as Step]
      : []),
  ];
}
const day = (after: number): string => addDays(thaiDayOf(system.clock.now()), after);

/** Weeks pass, and everybody has signed in again. */
async function staySignedIn(): Promise<void> {
  const now = system.clock.now();
  await sql`UPDATE access.sessions SET created_at = ${now}, last_seen_at = ${now}, proved_at = ${now},
    expires_at = ${now}::timestamptz + interval '30 days'`.execute(db);
}

type State = { id: string; where: 'ended' | 'held' | 'listed'; caseStatus: string };

/** What is wrong with each need of the case; a job that is due a moment later may still have to end its referral. */
async function whereNeedsAre(caseId: string, what: string): Promise<State[]> {
  const wrong = await rows(
    db,
    sql<{ wrong: string }>`WITH need AS (SELECT * FROM care.needs WHERE case_id = ${caseId}),
      holding AS (SELECT * FROM referral.referrals WHERE case_id = ${caseId}
        AND (status IN ('offered', 'declined-proposed', 'accepted', 'in-progress', 'on-hold')
          OR status = 'completed' AND confirmation IN ('waiting', 'to-ask')))
    SELECT 'ended, and held' AS wrong FROM need JOIN care.need_holders AS held ON held.need_id = need.id
      WHERE need.outcome IS NOT NULL
    UNION ALL SELECT 'held by a referral that is over, of another need, or of nobody' FROM need
      JOIN care.need_holders AS held ON held.need_id = need.id AND held.kind = 'referral'
      WHERE NOT EXISTS (SELECT FROM holding WHERE holding.id = held.holder_id AND holding.need_id = need.id)
    UNION ALL SELECT 'a live referral does not hold its open need' FROM holding JOIN need ON need.id = holding.need_id
      WHERE need.outcome IS NULL AND NOT EXISTS (SELECT FROM care.need_holders AS held
        WHERE held.need_id = need.id AND held.holder_id = holding.id)
    UNION ALL SELECT 'two live referrals of one need' FROM holding JOIN need ON need.id = holding.need_id
      WHERE need.outcome IS NULL GROUP BY need.id HAVING count(*) > 1
    UNION ALL SELECT 'open, and its case is over' FROM need JOIN care.cases AS mine ON mine.id = need.case_id
      WHERE need.outcome IS NULL AND mine.status IN ('closed', 'not-opened')
    UNION ALL SELECT 'open, and nobody owns its case' FROM need JOIN care.cases AS mine ON mine.id = need.case_id
      WHERE need.outcome IS NULL AND mine.agency_id IS NULL
    UNION ALL SELECT 'ended without anybody’s word' FROM need WHERE outcome IS NOT NULL AND outcome_said_by IS NULL
    UNION ALL SELECT 'ended by a loss without a second person' FROM need WHERE outcome = 'loss-accepted' AND NOT EXISTS (
      SELECT FROM referral.loss_proposals AS loss WHERE loss.need_id = need.id AND loss.accepted
        AND loss.decided_by_person_id <> loss.requested_by_person_id)`,
  );
  expect(wrong, what).toEqual([]);
  const states = await rows(
    db,
    sql<State>`SELECT need.id, mine.status AS "caseStatus", CASE WHEN need.outcome IS NOT NULL THEN 'ended'
        WHEN held.need_id IS NOT NULL THEN 'held' ELSE 'listed' END AS where
      FROM care.needs AS need JOIN care.cases AS mine ON mine.id = need.case_id
      LEFT JOIN care.need_holders AS held ON held.need_id = need.id WHERE need.case_id = ${caseId}`,
  );
  // As the owner's people see it: choices exactly where it waits for them.
  const owner = await getRow(
    db,
    sql<{ isOffice: boolean }>`SELECT agency_id = ${officeId} AS "isOffice"
    FROM care.cases WHERE id = ${caseId}`,
  );
  const shown = await (owner.isOffice ? office : worker).get<CaseNeedHoldings>(`/api/v1/cases/${caseId}/referrals`);
  const shownAs = new Map(
    shown.body.needs.map(({ needId, isEnded, holder, choices }) => [
      needId,
      isEnded ? 'ended' : holder ? 'held' : choices.length > 0 ? 'listed' : 'nowhere',
    ]),
  );
  for (const { id, where } of states) expect([id, shownAs.get(id)], what).toEqual([id, where]);
  return states;
}

/** After the jobs: no referral goes on for a need that has ended. */
async function nothingGoesOnForEnded(caseId: string, what: string): Promise<void> {
  const going = await rows(
    db,
    sql`SELECT one.status FROM referral.referrals AS one JOIN care.needs AS need ON need.id = one.need_id
      WHERE one.case_id = ${caseId} AND need.outcome IS NOT NULL
        AND (one.status IN ('offered', 'declined-proposed', 'accepted', 'in-progress', 'on-hold')
          OR one.status = 'completed' AND one.confirmation IN ('waiting', 'to-ask'))`,
  );
  expect(going, what).toEqual([]);
}

/** What is on the owner's list is on one person's day; where nobody has the case yet, it waits for anybody of its agency. */
async function onePersonHasIt(caseId: string, states: State[], what: string): Promise<void> {
  const mine = await getRow(
    db,
    sql<{ workerId: string | null; isOffice: boolean; isPlanned: boolean }>`SELECT worker_id AS "workerId",
      agency_id = ${officeId} AS "isOffice", status IN ('implementing', 'following-up') AS "isPlanned"
      FROM care.cases WHERE id = ${caseId}`,
  );
  const days = await Promise.all(
    [worker, supervisor, office].map(async (officer) => (await officer.get<WorkToday>('/api/v1/care/today')).body),
  );
  const held = await rows(db, sql<{ id: string }>`SELECT id FROM care.needs WHERE case_id = ${caseId} AND was_held`);
  const wasHeld = held.map(({ id }) => id);
  const listed = states.filter(({ where }) => where === 'listed').map(({ id }) => id);
  if (mine.workerId === null) {
    const [, , day] = days;
    const isThere = Object.values(mine.isOffice ? (day ?? {}) : {}).some((part: WorkRow[]) =>
      part.some((row) => row.caseId === caseId),
    );
    if (listed.length > 0 && mine.isOffice) expect(isThere, what).toBe(true);
    return;
  }
  const rowsOfNeeds = days.flatMap(({ waitingForMe }) =>
    waitingForMe.filter((row) => row.caseId === caseId && row.act === 'find-help').map(({ id }) => id),
  );
  const due = listed.filter((id) => mine.isPlanned || wasHeld.includes(id));
  expect(rowsOfNeeds.sort(), what).toEqual(due.sort());
}

/** Needs that came back without help stand before the area's supervisor, and no others do. */
async function areaSeesWhatCameBack(caseId: string, states: State[], what: string): Promise<void> {
  const back = (await office.get<NeedsBack>('/api/v1/referral-needs')).body.back.filter((one) => one.caseId === caseId);
  const last = await rows(
    db,
    sql<{ needId: string }>`SELECT DISTINCT ON (need_id) need_id AS "needId" FROM referral.referrals
      WHERE case_id = ${caseId} AND offered_at IS NOT NULL ORDER BY need_id, offered_at DESC`,
  );
  const tried = last.map(({ needId }) => needId);
  const listed = states.filter(({ id, where }) => where === 'listed' && tried.includes(id)).map(({ id }) => id);
  expect(back.map(({ needId }) => needId).sort(), what).toEqual(listed.sort());
}

test('for any sequence of answers, failures, expiries, losses, closures and races every need is ended, held by one, or on one list', async () => {
  const lives = fc.sample(fc.array(attempt, { minLength: STEPS, maxLength: STEPS }), { seed: 64_073, numRuns: LIVES });
  const seen = { ended: 0, held: 0, listed: 0 };
  const reached = new Set<string>();
  const answered = new Map<number, number>();
  for (const [life, attempts] of lives.entries()) {
    await staySignedIn();
    const caseId = await aCase(db, { status: 'following-up', workerId });
    await aRecord(db, caseId, 'closure', { safe: 'yes' }, { authorId: workerId, at: system.clock.now() });
    for (const code of ['school-learning', 'safety']) await aNeed(db, caseId, code, workerId);
    for (const [at, one] of attempts.entries()) {
      // An outage: time passes while no job runs; otherwise whatever is due is done.
      if (one.hours > 0 && one.also % 3 === 0) system.clock.advance(one.hours * HOUR);
      else if (one.hours > 0) await system.pass(one.hours * HOUR);
      else system.clock.advance(1000);
      if (one.hours > 0) await staySignedIn();
      const steps = await listSteps(caseId, one);
      const chosen = [pick(steps, one.what), ...(one.also % 4 === 1 ? [pick(steps, one.which)] : [])];
      const answers = await Promise.all(chosen.map(([by, path, body]) => by.post<Problem>(`/api/v1/${path}`, body)));
      const what = `life ${life} step ${at}: ${chosen.map(([, path], index) => `${path.slice(-60)} ${answers[index]?.status} ${answers[index]?.body.code ?? ''}`).join(' | ')}`;
      for (const { status } of answers) {
        expect(status, what).toBeLessThan(500);
        answered.set(status, (answered.get(status) ?? 0) + 1);
      }
      // Some receivers have a duty by law.
      if (one.also % 5 === 0)
        await sql`UPDATE referral.referrals SET statutory = true WHERE case_id = ${caseId} AND status IN ('draft', 'offered')`.execute(
          db,
        );
      for (const { where, caseStatus } of await whereNeedsAre(caseId, what)) {
        seen[where] += 1;
        reached.add(caseStatus);
      }
    }
    // The whole of what is due comes, however late.
    await system.pass(40 * 24 * HOUR);
    await system.pass(60_000);
    await staySignedIn();
    const states = await whereNeedsAre(caseId, `life ${life}, afterwards`);
    await nothingGoesOnForEnded(caseId, `life ${life}, afterwards`);
    await onePersonHasIt(caseId, states, `life ${life}, afterwards`);
    await areaSeesWhatCameBack(caseId, states, `life ${life}, afterwards`);
  }
  // It was no empty test: needs were everywhere, cases were closed, and much was refused.
  expect(Math.min(seen.ended, seen.held, seen.listed)).toBeGreaterThan(LIVES * 2);
  expect(reached).toContain('closed');
  expect(answered.get(200)).toBeGreaterThan(LIVES * 5);
  expect(answered.get(409)).toBeGreaterThan(LIVES);
  const ended = await rows(
    db,
    sql<{
      status: string;
    }>`SELECT DISTINCT status FROM referral.referrals WHERE need_id IN (SELECT id FROM care.needs)`,
  );
  expect(ended.map(({ status }) => status)).toEqual(
    expect.arrayContaining(['completed', 'declined', 'expired', 'not-completed', 'withdrawn']),
  );
}, 120_000);
