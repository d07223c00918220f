import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  APPROVAL_SUBJECTS,
  CASE_ACTIONS,
  CASE_STATUSES,
  type CaseAction,
  type CaseStatus,
} from '../../contract/case.ts';
import type { Problem } from '../../contract/problem.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aCase, anAssessment, aRecord } from '../support/a-case.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Answer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// Random lives of cases through the whole system: people of every role try whatever there is, in any order, often two at the
// same moment and some twice, while hours pass. After every attempt the database itself is asked what must never be.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const NAMES = ['caseworker', 'caseworker2', 'care-supervisor', 'social-office', 'desk1300', 'guest-hospital'] as const;
const people = await Promise.all(
  NAMES.map(async (name) => ({ officer: await system.officer(name), ...(await getDemoPerson(system, name)) })),
);
const [worker, , , office] = people;
const AGENCIES = [worker?.agencyId ?? '', office?.agencyId ?? ''];
const LIVES = 20;
const ATTEMPTS = 100;

type Random = ReturnType<typeof fc.sample<number>>[number];
type Try = { who: number; what: number; which: number; also: number };
const tries = fc.record({
  who: fc.nat(people.length - 1),
  what: fc.nat(10_000),
  which: fc.nat(10_000),
  also: fc.nat(99),
});
const pick = <Item>(list: readonly Item[], number: Random): Item => list[number % list.length] as Item;

/** What follows in each status: tried more often than chance has it, so that lives come far. */
const LIKELY: Record<string, [path: string, body: object][]> = {
  registered: [
    ['accept', {}],
    ...several(2, 'approvals', { subject: 'not-opened', reason: 'duplicate' }),
    aDecision(),
    aDecision(),
  ],
  reopened: [['accept', {}]],
  assessing: [
    ...several(2, 'finish-assessment', {}),
    ['approvals', { subject: 'high-risk-assessment' }],
    ['approvals', { subject: 'closure', reason: 'no-need' }],
    aDecision(),
  ],
  planning: [...several(2, 'start-plan', {}), ['approvals', { subject: 'plan' }], aDecision()],
  implementing: [['follow-up', {}]],
  'following-up': [
    ['approvals', { subject: 'closure', reason: 'goals-met' }],
    ...several(2, 'needs/NEED/end', anOutcome()),
    aDecision(),
  ],
  closed: [['reopen', { reason: 'not-safe' }]],
  'not-opened': [],
};
function several(times: number, path: string, body: object): [string, object][] {
  return Array.from({ length: times }, () => [path, body]);
}
function aDecision(): [string, object] {
  return ['approvals/APPROVAL/decide', { decision: 'approved' }];
}
function anOutcome(): object {
  return { outcome: 'received-help', saidBy: 'person' };
}
const STEPS = ['finish-assessment', 'start-plan', 'follow-up', 'replan'] as const;
const idsOf = async (table: string, caseId: string, where: string) =>
  (
    await rows(db, sql.raw<{ id: string }>(`SELECT id FROM care.${table} WHERE case_id = '${caseId}' AND ${where}`))
  ).map(({ id }) => id);

async function requestFor(id: string, { what, which }: Try, status: string): Promise<[path: string, body: object]> {
  const [approval = randomUUID()] = await idsOf('approvals', id, 'decision IS NULL');
  const [need = randomUUID()] = await idsOf('needs', id, 'outcome IS NULL');
  const likely = LIKELY[status] ?? [];
  if (likely.length > 0 && what % 10 < 7) {
    const [path, body] = pick(likely, which);
    return [path.replace('APPROVAL', approval).replace('NEED', need), body];
  }
  const day = addDays(thaiDayOf(system.clock.now()), which % 40);
  const reason = pick(['goals-met', 'no-need', 'duplicate', undefined], which);
  return pick(
    [
      ...Array(3).fill(['accept', {}]),
      ...STEPS.flatMap((step) => [[step, {}] as const, [step, {}] as const]),
      ['reassess', { reason: 'risk-up' }],
      ['reopen', { reason: 'not-safe' }],
      ...Array(2).fill(['approvals', { subject: pick(APPROVAL_SUBJECTS, which), reason }]),
      ['approvals', { subject: 'closure', reason: 'goals-met' }],
      ...Array(5).fill([`approvals/${approval}/decide`, { decision: 'approved' }]),
      [`approvals/${approval}/decide`, { decision: 'sent-back', fields: [{ field: 'x', reason: 'ก' }] }],
      [`approvals/${approval}/withdraw`, {}],
      ['transfer', { agencyId: pick(AGENCIES, which), reason: 'workload' }],
      ['transfer/answer', pick([{ accept: true }, { accept: false, reason: 'no-capacity' }], which)],
      ['transfer/withdraw', {}],
      ['transfer/force', { agencyId: pick(AGENCIES, which), reason: 'ไม่มีคน' }],
      ['hold', { reason: 'away', until: day }],
      ['resume', {}],
      ['risk', { risk: pick(['high', 'medium', 'low'], which), reason: 'เปลี่ยน' }],
      ['needs', { code: pick(['safety', 'housing'], which) }],
      ...Array(3).fill([`needs/${need}/end`, { outcome: pick(['received-help', 'gone'], which), saidBy: 'person' }]),
    ] as [string, object][],
    what,
  );
}

/** What workers write meanwhile, signed: what the status asks for, more often. */
async function write(id: string, { which }: Try, status: string): Promise<void> {
  const by = { authorId: worker?.personId ?? '', at: system.clock.now() };
  const forms = {
    assessment: () => aRecord(db, id, 'assessment', anAssessment(pick([0, 2, 3] as const, which)), by),
    'safety-plan': () => aRecord(db, id, 'safety-plan', { place: 'บ้านป้า' }, by),
    plan: () => aRecord(db, id, 'plan', { services: [], agreed: { answer: 'yes' } }, by),
    closure: () => aRecord(db, id, 'closure', { safe: 'yes' }, by),
  };
  const asked = {
    assessing: ['assessment', 'safety-plan', 'closure'],
    planning: ['plan'],
    'following-up': ['closure'],
  };
  const known =
    (asked as Record<string, (keyof typeof forms)[]>)[status] ?? (Object.keys(forms) as (keyof typeof forms)[]);
  await forms[pick(known, which)]();
}

/** Days pass, and everybody has signed in again. */
async function staySignedIn(): Promise<void> {
  const now = system.clock.now();
  await sql`UPDATE access.sessions SET created_at = ${now}, last_seen_at = ${now}, proved_at = ${now},
    expires_at = ${now}::timestamptz + interval '30 days'`.execute(db);
}

/** Where each entry of the timeline leads; a new owner may leave the case waiting for a worker. */
const LED: Record<string, CaseAction> = {
  accepted: 'accept',
  'not-opened': 'not-open',
  'assessment-finished': 'finish-assessment',
  'plan-started': 'start-plan',
  'services-ended': 'follow-up',
  reassessed: 'reassess',
  replanned: 'replan',
  reopened: 'reopen',
};
const MOVED = ['transfer-accepted', 'transfer-forced', 'passed-to-province'];

/** The statuses in which a case may be after its timeline. @throws by expectation for a way that the table does not know */
function follow(kinds: readonly string[], what: string): Set<CaseStatus> {
  let now = new Set<CaseStatus>(['registered']);
  for (const kind of kinds) {
    const isFrom = (action: CaseAction) =>
      [...now].some((status) => (CASE_ACTIONS[action].from as readonly CaseStatus[]).includes(status));
    const actions = kind === 'closed' ? (['close', 'close-without-need'] as const) : LED[kind] ? [LED[kind]] : [];
    if (actions.length > 0) {
      expect(actions.some(isFrom), `${what}: ${kind} from ${[...now]}`).toBe(true);
      now = new Set(actions.map((action) => CASE_ACTIONS[action].to));
    } else if (MOVED.includes(kind)) now.add('reopened').add('assessing');
  }
  return now;
}

async function mustNeverBe(id: string, what: string): Promise<CaseStatus> {
  const wrong = await rows(
    db,
    sql<{ wrong: string }>`SELECT 'nobody owns it' AS wrong FROM care.cases WHERE id = ${id} AND agency_id IS NULL
    UNION ALL SELECT 'worked on by nobody' FROM care.cases WHERE id = ${id} AND worker_id IS NULL
      AND status IN ('assessing', 'planning', 'implementing', 'following-up')
    UNION ALL SELECT 'approved by whoever proposed it' FROM care.approvals
      WHERE case_id = ${id} AND decided_by_person_id = requested_by_person_id AND decision IN ('approved', 'sent-back', 'refused')
    UNION ALL SELECT 'two proposals of one kind' FROM care.approvals WHERE case_id = ${id} AND decision IS NULL
      GROUP BY subject HAVING count(*) > 1
    UNION ALL SELECT 'two offers' FROM care.transfers WHERE case_id = ${id} AND answer IS NULL HAVING count(*) > 1
    UNION ALL SELECT 'a need that ended without an outcome' FROM care.needs
      WHERE case_id = ${id} AND outcome IS NULL AND outcome_at IS NOT NULL
    UNION ALL SELECT 'closed with a need or an offer' FROM care.cases AS ended WHERE ended.id = ${id} AND ended.status = 'closed'
      AND (EXISTS (SELECT FROM care.needs WHERE case_id = ended.id AND outcome IS NULL)
        OR EXISTS (SELECT FROM care.transfers WHERE case_id = ended.id AND answer IS NULL))
    UNION ALL SELECT 'ended without a second person' FROM care.cases AS ended WHERE ended.id = ${id}
      AND ended.status IN ('closed', 'not-opened') AND NOT EXISTS (SELECT FROM care.approvals
        WHERE case_id = ended.id AND decision = 'approved' AND decided_by_person_id <> requested_by_person_id
          AND subject = CASE ended.status WHEN 'closed' THEN 'closure' ELSE 'not-opened' END)
    UNION ALL SELECT 'two running clocks of one rule' FROM care.clocks WHERE case_id = ${id} AND stopped_at IS NULL
      GROUP BY rule, subject_id HAVING count(*) > 1
    UNION ALL SELECT 'a mark was said twice' FROM (SELECT details ->> 'rule' AS rule, details ->> 'mark' AS mark, count(*) AS said
        FROM care.case_timeline WHERE case_id = ${id} AND kind = 'clock-passed' GROUP BY 1, 2) AS entry
      WHERE entry.said > (SELECT count(*) FROM care.clocks WHERE case_id = ${id} AND rule = entry.rule
        AND CASE entry.mark WHEN 'due' THEN passed_at ELSE province_told_at END IS NOT NULL)`,
  );
  expect(wrong, what).toEqual([]);
  const timeline = await rows(
    db,
    sql<{ kind: string }>`SELECT kind FROM care.case_timeline WHERE case_id = ${id} ORDER BY at, id`,
  );
  const [stored] = await rows(db, sql<{ status: CaseStatus }>`SELECT status FROM care.cases WHERE id = ${id}`);
  const possible = follow(
    timeline.map(({ kind }) => kind),
    what,
  );
  expect([...possible], what).toContain(stored?.status);
  return stored?.status ?? 'registered';
}

test('whatever people of every role try, two at once or twice, never ownerless, never self-approved, never outside the table', async () => {
  const reached = new Set<string>();
  const statuses = new Map<number, number>();
  const lives = fc.sample(fc.array(tries, { minLength: ATTEMPTS, maxLength: ATTEMPTS }), {
    seed: 20_261_128,
    numRuns: LIVES,
  });
  for (const [life, attempts] of lives.entries()) {
    const id = await aCase(db, { risk: pick(['high', 'medium', null] as const, life) });
    let status: CaseStatus = 'registered';
    for (const [step, attempt] of attempts.entries()) {
      system.clock.advance(1000 + (attempt.also % 7 === 0 ? attempt.also * 3_600_000 : 0));
      if (attempt.also % 7 === 0) await staySignedIn();
      if (attempt.also % 4 === 0) await write(id, attempt, status);
      const [path, body] = await requestFor(id, attempt, status);
      // Whoever may do it, more often than chance has it.
      const mayDecide = /decide|force/.test(path) ? [2, 3] : [0, 1];
      const first = pick(people, attempt.also % 3 === 0 ? attempt.who : pick(mayDecide, attempt.which));
      const second = pick(people, attempt.who);
      const key = randomUUID();
      const send = (by: typeof first, [where, what]: [string, object], as?: string): Promise<Answer<Problem>> =>
        by.officer.post<Problem>(`/api/v1/cases/${id}/${where}`, what, as);
      const sent =
        attempt.also % 5 === 0
          ? [send(first, [path, body], key), send(first, [path, body], key)]
          : attempt.also % 2 === 0
            ? [
                send(first, [path, body]),
                send(second, await requestFor(id, { ...attempt, what: attempt.also }, status)),
              ]
            : [send(first, [path, body])];
      const answers = await Promise.all(sent);
      const what = `life ${life} step ${step}: ${path} ${answers.map(({ status, body: said }) => `${status} ${said.code ?? ''}`)}`;
      for (const answer of answers) {
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        expect(answer.status, what).toBeLessThan(500);
      }
      status = await mustNeverBe(id, what);
      reached.add(status);
    }
  }
  // They come far, and most of what they try is refused.
  expect([...reached].sort()).toEqual([...CASE_STATUSES].sort());
  expect(statuses.get(200)).toBeGreaterThan(LIVES * 5);
  expect(statuses.get(409)).toBeGreaterThan(LIVES * 5);
}, 280_000);
