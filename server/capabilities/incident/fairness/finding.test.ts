import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DROP_REASONS, FINDING_STATUSES, MEASURES, NOTICE_WAYS } from '#contract/finding-status';
import { DISPOSITIONS, INCIDENT_STATUSES } from '#contract/incident-status';
import { INCIDENT_TYPES } from '#contract/incident-type';
import { DAY_MS } from '#contract/thai-day';
import * as rules from './finding.ts';

const NOW = new Date('2026-11-29T03:00:00Z');
const HOUR_MS = 3_600_000;
const later = (ms: number, from: Date = NOW) => new Date(from.getTime() + ms);
const days = (count: number, from: Date = NOW) => later(count * DAY_MS, from);

const person = (userId: string, agencyId: string, role: rules.Membership['role']) => ({
  userId,
  name: userId,
  memberships: [{ agencyId, role }],
});
const DUTY = person('duty', 'station', 'duty-officer');
const BOSS = person('boss', 'station', 'superintendent');
const DEPUTY = person('deputy', 'station', 'superintendent');
const CENTRE = person('centre', 'centre', 'centre-191');
const PROVINCE = person('province', 'province', 'province-commander');

const REPORT = { channel: 'line', unreachable: false, silent: false, duressAt: null } as const;
const INCIDENT = { silent: false, duressAt: null, hasChildren: false, type: 'riotous-gathering' } as const;
const ABOUT = { incident: INCIDENT, report: REPORT, isQuiet: false };
const REASON = 'ผู้แจ้งรับว่าแจ้งเล่น และกล้องที่ร้านไม่พบเหตุในเวลานั้น';
const NO_ANSWER = { count: 0, lastAt: null };

function proposed(by = DUTY): rules.Finding {
  const proposal = {
    id: 'f',
    incidentId: 'i',
    reportId: 'r',
    reporterId: 'p',
    otherIncidentIds: [],
    agencyId: 'station',
  };
  return rules.propose({ ...proposal, evidence: ['reporter-admits'], note: 'รับในแชต' }, REPORT, by, NOW);
}

function confirmed(measures: rules.Confirmation['measures'] = [], about: rules.AboutWhom = ABOUT): rules.Finding {
  const confirmation = { reason: REASON, clauses: ['criminal-code-173'], measures };
  return rules.confirm(proposed(), confirmation, about, { by: BOSS, answers: NO_ANSWER, answersRead: 0, now: days(3) });
}

test('a finding is about an ended incident in which nothing was found, and nothing else', () => {
  const calm = { id: 'i', silent: false, duressAt: null, onSceneAt: null };
  for (const status of INCIDENT_STATUSES)
    for (const disposition of DISPOSITIONS) {
      const isPossible =
        ['resolved', 'closed'].includes(status) && ['unfounded', 'gone-on-arrival'].includes(disposition);
      expect(rules.whyNotProposable({ ...calm, status, disposition }, REPORT) === undefined).toBe(isPossible);
    }
});

test.each([
  ['a silent incident', { silent: true }, {}],
  ['a silent report', {}, { silent: true }],
  ['duress in the incident', { duressAt: NOW }, {}],
  ['duress in the report', {}, { duressAt: NOW }],
])('%s needs somebody who was there', (_, incident, report) => {
  const ended = { id: 'i', status: 'closed', disposition: 'unfounded', silent: false, duressAt: null } as const;
  const ask = (onSceneAt: Date | null) =>
    rules.whyNotProposable({ ...ended, ...incident, onSceneAt }, { ...REPORT, ...report });
  expect(ask(null)).toBe('false-report/visit-needed');
  expect(ask(NOW)).toBeUndefined();
});

test('nobody decides before the answer is read or its time is over', () => {
  const confirm = (answers: rules.Answers, answersRead: number, now: Date) => () =>
    rules.confirm(proposed(), { reason: REASON, clauses: ['c'], measures: [] }, ABOUT, {
      ...{ by: BOSS, answers, answersRead, now },
    });
  expect(confirm(NO_ANSWER, 0, later(71 * HOUR_MS))).toThrow('false-report/answer-awaited');
  expect(confirm(NO_ANSWER, 0, later(72 * HOUR_MS))).not.toThrow();
  const answers = { count: 2, lastAt: later(5 * HOUR_MS) };
  expect(confirm(answers, 1, later(80 * HOUR_MS))).toThrow('false-report/answer-unread');
  // They may be writing on.
  expect(confirm(answers, 2, later(5.9 * HOUR_MS))).toThrow('false-report/answer-awaited');
  expect(confirm(answers, 2, later(6 * HOUR_MS))).not.toThrow();
});

test('what speaks for the reporter does not wait', () => {
  const dropped = rules.drop(proposed(), { dropReason: 'good-faith', note: null }, { by: BOSS, now: later(1) });
  expect(dropped).toMatchObject({ status: 'dropped', dropReason: 'good-faith', measures: [] });
});

test('the decider is another person, of another agency or another role', () => {
  expect(rules.isAnotherPerson(proposed(DUTY), DUTY)).toBe(false);
  expect(rules.isAnotherPerson(proposed(BOSS), DEPUTY)).toBe(false);
  expect(rules.isAnotherPerson(proposed(DUTY), BOSS)).toBe(true);
  expect(rules.isAnotherPerson(proposed(BOSS), CENTRE)).toBe(true);
  // Another role somewhere is none that decides.
  const analyst = { agencyId: 'province', role: 'analyst' } as const;
  expect(rules.isAnotherPerson(proposed(BOSS), { ...DEPUTY, memberships: [...DEPUTY.memberships, analyst] })).toBe(
    false,
  );
  // Their second role does not make them somebody else.
  expect(rules.isAnotherPerson(proposed(DUTY), { ...BOSS, userId: 'duty' })).toBe(false);
});

test('a notice that an attacker could read is not sent', () => {
  const notice = (incident: object, report: object = {}) =>
    confirmed([], { ...ABOUT, incident: { ...INCIDENT, ...incident }, report: { ...REPORT, ...report } }).notice;
  expect(notice({})).toBe('sent');
  for (const type of INCIDENT_TYPES) {
    const isPublic = type === 'riotous-gathering' || type === 'violent-frenzy';
    expect(notice({ type })).toBe(isPublic ? 'sent' : 'pointed-to');
  }
  expect(notice({ silent: true })).toBe('to-give');
  expect(notice({}, { duressAt: NOW })).toBe('to-give');
  expect(notice({}, { channel: 'phone' })).toBe('to-give');
  expect(notice({}, { unreachable: true })).toBe('to-give');
  expect(confirmed([], { ...ABOUT, isQuiet: true }).notice).toBe('pointed-to');
});

test('nobody calls back first where that could warn an attacker, or where a child is', () => {
  for (const [incident, report] of [
    [{ silent: true }, {}],
    [{ duressAt: NOW }, {}],
    [{ hasChildren: true }, {}],
    [{}, { silent: true }],
    [{}, { duressAt: NOW }],
  ]) {
    const about = { ...ABOUT, incident: { ...INCIDENT, ...incident }, report: { ...REPORT, ...report } };
    expect(() => confirmed(['call-back-first'], about)).toThrow('false-report/measure-not-possible');
  }
});

test('the time to appeal begins with the notice, and a warning ends with it', () => {
  const sent = confirmed(['warning']);
  expect(rules.appealBy(sent)).toEqual(days(18));
  expect(sent.measures[0]?.until).toEqual(days(18));
  const kept = confirmed(['warning'], { ...ABOUT, incident: { ...INCIDENT, silent: true } });
  expect(rules.appealBy(kept)).toBeNull();
  expect(rules.mayAppeal(kept, days(80))).toBe(true);
  const given = rules.giveNotice(kept, 'in-person', days(20));
  expect([rules.appealBy(given), given.measures[0]?.until]).toEqual([days(35), days(35)]);
  expect(() => rules.appeal(given, { text: null, takenBy: null }, later(1, days(35)))).toThrow(
    'false-report/appeal-too-late',
  );
  expect(() => rules.giveNotice(given, 'by-letter', days(21))).toThrow('false-report/notice-given');
});

test('an appeal is decided by a third person; one that is won ends every measure', () => {
  const appealed = rules.appeal(confirmed(['call-back-first', 'inquiry']), { text: null, takenBy: null }, days(4));
  const decide = (by: typeof DUTY) => () =>
    rules.decideAppeal(
      appealed,
      { outcome: 'overturn', reason: REASON },
      {
        ...{ by, answers: NO_ANSWER, answersRead: 0, now: days(5) },
      },
    );
  expect(decide(DUTY)).toThrow('false-report/third-person-needed');
  expect(decide(BOSS)).toThrow('false-report/third-person-needed');
  const overturned = decide(CENTRE)();
  expect(overturned.status).toBe('overturned');
  expect(overturned.measures.map(({ endedAt }) => endedAt)).toEqual([days(5), days(5)]);
});

test('an appeal that nobody decides lets the measures rest after thirty days', () => {
  const appealed = rules.appeal(confirmed(['call-back-first']), { text: null, takenBy: null }, days(4));
  const isInForce = (now: Date) => appealed.measures.map((measure) => rules.isInForce(appealed, measure, now));
  expect([isInForce(days(33)), isInForce(days(34))]).toEqual([[true], [false]]);
});

test('an inquiry ends with its answer, once', () => {
  const ended = rules.endInquiry(confirmed(['inquiry']), 'ไม่ดำเนินคดี', days(10));
  expect(ended.measures).toMatchObject([{ kind: 'inquiry', endedAt: days(10), note: 'ไม่ดำเนินคดี' }]);
  expect(() => rules.endInquiry(ended, 'อีกครั้ง', days(11))).toThrow('false-report/no-inquiry');
});

const somebody = fc.constantFrom(DUTY, BOSS, DEPUTY, CENTRE, PROVINCE);
const answers = fc.oneof(
  fc.constant(NO_ANSWER),
  fc.record({
    count: fc.integer({ min: 1, max: 3 }),
    lastAt: fc.integer({ min: 0, max: 80 }).map((at) => later(at * HOUR_MS)),
  }),
);
type Step = (finding: rules.Finding, now: Date) => rules.Finding;
const step: fc.Arbitrary<Step> = fc.oneof(
  somebody.map(
    (by): Step =>
      (it, now) =>
        rules.withdraw(it, 'ผิดคน', { id: by.userId, name: by.name }, now),
  ),
  fc.tuple(somebody, answers, fc.integer({ min: 0, max: 3 }), fc.subarray([...MEASURES])).map(
    ([by, given, answersRead, measures]): Step =>
      (it, now) =>
        rules.confirm(it, { reason: REASON, clauses: ['c'], measures }, ABOUT, {
          by,
          answers: given,
          answersRead,
          now,
        }),
  ),
  fc.tuple(somebody, fc.constantFrom(...DROP_REASONS)).map(
    ([by, dropReason]): Step =>
      (it, now) =>
        rules.drop(it, { dropReason, note: null }, { by, now }),
  ),
  fc.constantFrom(...NOTICE_WAYS).map(
    (way): Step =>
      (it, now) =>
        rules.giveNotice(it, way, now),
  ),
  fc.constant<Step>((it, now) => rules.appeal(it, { text: null, takenBy: null }, now)),
  fc.tuple(somebody, fc.constantFrom('uphold' as const, 'overturn' as const)).map(
    ([by, outcome]): Step =>
      (it, now) =>
        rules.decideAppeal(it, { outcome, reason: REASON }, { by, answers: NO_ANSWER, answersRead: 0, now }),
  ),
  fc.constant<Step>((it, now) => rules.endInquiry(it, 'จบ', now)),
  fc.constant<Step>((it, now) => rules.endByReopening(it, now)),
);
/** Half of them begin confirmed, so that appeals are frequent. */
const life = fc.record({
  isConfirmed: fc.boolean(),
  steps: fc.array(fc.tuple(step, fc.integer({ min: 1, max: 12 * 24 })), { maxLength: 14 }),
});
type Life = { isConfirmed: boolean; steps: [Step, number][] };

/** Every state it goes through; a step that is refused changes nothing. */
function liveThrough({ isConfirmed, steps }: Life, check: (finding: rules.Finding, now: Date) => void): rules.Finding {
  let [finding, now] = isConfirmed ? [confirmed([...MEASURES]), days(3)] : [proposed(), NOW];
  for (const [take, hours] of steps) {
    now = later(hours * HOUR_MS, now);
    try {
      finding = take(finding, now);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('false-report/'))) throw error;
    }
    check(finding, now);
  }
  return finding;
}

test('in every life: two people at least, three for an appeal, and nothing is in force without them', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(life, (lived) => {
      liveThrough(lived, (finding, now) => {
        reached.add(finding.status);
        const people = [finding.proposedBy.id, finding.decidedBy?.id, finding.appealDecidedBy?.id];
        if (finding.status === 'confirmed' || finding.status === 'dropped') expect(people[1]).not.toBe(people[0]);
        if (finding.status === 'upheld' || finding.status === 'overturned') expect(new Set(people).size).toBe(3);
        const inForce = finding.measures.filter((measure) => rules.isInForce(finding, measure, now));
        if (!rules.holds(finding)) expect(inForce).toEqual([]);
      });
    }),
    { numRuns: 400, seed: 15 },
  );
  expect([...reached].sort()).toEqual([...FINDING_STATUSES].sort());
});

test('in every life: each measure ends by itself, and what was dropped, withdrawn or overturned stays so', () => {
  fc.assert(
    fc.property(life, (lived) => {
      let last: rules.Finding | undefined;
      const finding = liveThrough(lived, (now) => {
        if (last && ['dropped', 'withdrawn', 'overturned'].includes(last.status)) expect(now).toEqual(last);
        last = now;
      });
      const longAfter = finding.decidedAt ? days(181, finding.decidedAt) : NOW;
      expect(finding.measures.filter((measure) => rules.isInForce(finding, measure, longAfter))).toEqual([]);
    }),
    { numRuns: 300, seed: 16 },
  );
});
