import { expect, test } from 'vitest';
import type { CaseStatus } from '#contract/case';
import { arrangeDay, type DayCase, type DayFacts, shortContact } from './arrange-day.ts';

const NOW = new Date('2026-11-28T02:00:00Z');
const inHours = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
let made = 0;
function aDayCase(status: CaseStatus, clocks: Record<string, number>, special: Partial<DayCase> = {}): DayCase {
  const caseId = `case-${++made}`;
  return {
    ...{
      caseId,
      code: `CS-2569-${made}`,
      status,
      statusSince: inHours(-48),
      risk: 'high',
      concern: 'person',
      isMinor: false,
      silent: false,
    },
    ...{ agencyId: 'centre', workerId: 'me', suggestedWorkerId: null, waitingSince: inHours(-50), holdUntil: null },
    ...{ personName: 'สมมติ', safeContact: null },
    clocks: Object.entries(clocks).map(([rule, hours]) => {
      return { id: `${caseId} ${rule}`, rule, subjectId: null, startedAt: inHours(-24), dueAt: inHours(hours) };
    }),
    freeNeeds: [],
    ...special,
  };
}
const arrange = (facts: Partial<DayFacts>) =>
  arrangeDay({ mine: [], others: [], approvals: [], transfers: [], ...facts }, 'me', NOW);
const acts = (rows: { act: string }[]) => rows.map(({ act }) => act);

test('the nearest is on top, and of each case the next act; further ones only as they come near', () => {
  const far = aDayCase('assessing', { assessment: 60, review: 200, silence: 100, 'no-contact': 400, plan: 90 });
  const near = aDayCase('assessing', { 'first-contact': 2, assessment: 20, review: 300 });
  const { doNow, later, late } = arrange({ mine: [far, near] });
  expect([...doNow, ...later].map(({ act, one }) => [act, one === near])).toEqual([
    ['contact', true],
    ['assess', true],
    ['assess', false],
  ]);
  expect(late).toEqual([]);
});

test('only what is due today or in the next hours is to be done now; the rest comes on another day', () => {
  const inThailand = (at: string) => new Date(`${at}+07:00`);
  const due = (at: string) => {
    const one = aDayCase('assessing', {});
    return { ...one, clocks: [{ id: at, rule: 'assessment', subjectId: null, startedAt: NOW, dueAt: inThailand(at) }] };
  };
  const day = (now: string, ...dues: string[]) =>
    arrangeDay({ mine: dues.map(due), others: [], approvals: [], transfers: [] }, 'me', inThailand(now));
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
  const morning = day('2026-11-28T09:00', '2026-11-28T23:59', '2026-11-29T00:00', '2026-12-08T09:00');
  expect(ids(morning.doNow)).toEqual(['2026-11-28T23:59']);
  expect(ids(morning.later)).toEqual(['2026-11-29T00:00', '2026-12-08T09:00']);
  const night = day('2026-11-28T23:00', '2026-11-29T02:00', '2026-11-29T09:00');
  expect([ids(night.doNow), ids(night.later)]).toEqual([['2026-11-29T02:00'], ['2026-11-29T09:00']]);
});

test('what cannot be done yet is not asked for, however late its clock is', () => {
  const waiting = aDayCase('registered', { acceptance: 1, 'first-contact': 20, assessment: -5, plan: -2 });
  expect(acts(arrange({ mine: [waiting] }).doNow)).toEqual(['accept']);
  expect(arrange({ mine: [waiting] }).late).toEqual([]);
});

test('late is what is due at this moment, the longest first; a silent case is shown only then', () => {
  const { late, doNow } = arrange({
    mine: [
      aDayCase('implementing', { 'follow-up': 0, silence: 1, review: -30 }),
      aDayCase('planning', { silence: -1, plan: 9 }),
    ],
  });
  expect(acts(late)).toEqual(['review', 'record', 'visit']);
  expect(acts(doNow)).toEqual(['plan']);
});

test('on hold nothing is asked for but the end of it, and what the law does not let wait', () => {
  const held = aDayCase('implementing', { 'follow-up': -3, hold: 50, 'dv-complaint': 100 }, { holdUntil: inHours(50) });
  const { later, late } = arrange({ mine: [held] });
  expect([acts(later), acts(late)]).toEqual([['end-hold', 'mind-law'], []]);
  const ended = { ...held, holdUntil: inHours(-1) };
  expect(acts(arrange({ mine: [ended] }).late)).toEqual(['visit']);
});

test('a legal deadline never pushes the next step away: it is there in its last week', () => {
  const one = aDayCase('assessing', { assessment: 70, 'dv-complaint': 24 * 30 });
  expect(acts(arrange({ mine: [one] }).later)).toEqual(['assess']);
});

test('without a clock the act comes from the status, after everything with an hour', () => {
  const { doNow, later } = arrange({
    mine: [
      aDayCase('planning', {}),
      aDayCase('registered', {}, { workerId: null }),
      aDayCase('assessing', { assessment: 5 }),
    ],
  });
  expect([...doNow, ...later].map(({ act, dueAt, rule }) => [act, dueAt !== null, rule])).toEqual([
    ['assess', true, 'assessment'],
    ['accept', false, null],
    ['plan', false, null],
  ]);
});

test('what is proposed to me stands first among what waits for anybody, and everything else keeps its place', () => {
  const waiting = { workerId: null };
  const near = aDayCase('registered', { acceptance: 1 }, waiting);
  const own = aDayCase('assessing', { assessment: 2 });
  const proposed = aDayCase('registered', { acceptance: 3 }, { ...waiting, suggestedWorkerId: 'me' });
  const others = aDayCase('reopened', { acceptance: 4 }, { ...waiting, suggestedWorkerId: 'a colleague' });
  const facts = { mine: [near, own, proposed, others], others: [], approvals: [], transfers: [] };
  const { doNow } = arrangeDay(facts, 'me', NOW);
  expect(doNow.map(({ one, isSuggested }) => [one, isSuggested])).toEqual([
    [proposed, true],
    [own, false],
    [near, false],
    [others, false],
  ]);
});

test('what waits for me: fields sent back, what I decide, offers and decisions of a conference', () => {
  const mine = aDayCase('assessing', { assessment: 5, decision: 40 });
  const [foreign, offered] = [
    aDayCase('planning', {}, { workerId: 'other' }),
    aDayCase('planning', {}, { workerId: 'third' }),
  ];
  const approval = {
    requestedAt: inHours(-2),
    dueAt: inHours(60),
    decidedByPersonId: null,
    decidedAt: null,
    form: 'assessment' as const,
    fields: [],
    nudgedPeriod: null,
    nudgedAt: null,
  };
  const fields = [{ field: 'domains.safety', reason: 'ใครทำ' }];
  const { waitingForMe, doNow } = arrange({
    mine: [mine],
    others: [foreign, offered],
    approvals: [
      { ...approval, id: 'a', caseId: foreign.caseId, requestedByPersonId: 'other', decision: null },
      {
        ...approval,
        id: 'b',
        caseId: mine.caseId,
        requestedByPersonId: 'me',
        decision: 'sent-back',
        decidedByPersonId: 'boss',
        fields,
      },
    ],
    transfers: [
      {
        id: 't',
        caseId: offered.caseId,
        toAgencyId: 'centre',
        toWorkerId: null,
        nudgedPeriod: null,
        nudgedAt: null,
        offeredByPersonId: 'third',
        offeredAt: NOW,
        dueAt: inHours(72),
        isToMe: true,
      },
    ],
  });
  expect(waitingForMe.map(({ act, whoseId }) => [act, whoseId])).toEqual([
    ['do-decision', 'me'],
    ['decide', 'other'],
    ['answer-transfer', 'third'],
    ['amend', 'boss'],
  ]);
  expect(waitingForMe.at(-1)).toMatchObject({ form: 'assessment', fields });
  expect(acts(doNow)).toEqual(['assess']);
});

test('what waits for others may be asked for after half of its time', () => {
  const mine = aDayCase('planning', { plan: 50 });
  const asked = {
    id: 'a',
    caseId: mine.caseId,
    requestedByPersonId: 'me',
    decidedByPersonId: null,
    decidedAt: null,
    form: 'assessment' as const,
    fields: [],
    nudgedPeriod: null,
    nudgedAt: null,
  };
  const nudges = (from: number, until: number, nudged?: { nudgedPeriod: number; nudgedAt: Date }) =>
    arrange({
      mine: [mine],
      approvals: [{ ...asked, ...nudged, decision: null, requestedAt: inHours(from), dueAt: inHours(until) }],
    }).waitingForOthers.map(({ act, mayNudge, nudgedAt }) => [act, mayNudge, nudgedAt]);
  expect(nudges(-10, 11)).toEqual([['wait-for-decision', false, null]]);
  expect(nudges(-10, 10)).toEqual([['wait-for-decision', true, null]]);
  const nudged = { nudgedPeriod: 1, nudgedAt: inHours(-1) };
  expect(nudges(-10, 10, nudged)).toEqual([['wait-for-decision', false, nudged.nudgedAt]]);
  expect(nudges(-20, 0, nudged)).toEqual([['wait-for-decision', true, nudged.nudgedAt]]);
});

test('a safe contact is short in a row: neither number nor question nor who must not know', () => {
  const rules = { channel: 'call' as const, detail: '0812345678', mustNotKnow: ['สามี'], checkQuestion: 'แมวชื่ออะไร' };
  expect(shortContact(rules)).toEqual({ channel: 'call', hours: null, isSecret: true, asksFirst: true });
  expect(shortContact(null)).toBeNull();
});

test('a need that nobody works on waits for its worker: while help is given, and wherever help failed', () => {
  const need = { id: 'need', code: 'housing', openedAt: inHours(-30), wasHeld: false } as const;
  const waiting = (status: CaseStatus, special: Partial<DayCase>) =>
    arrange({ mine: [aDayCase(status, {}, { freeNeeds: [need], ...special })] }).waitingForMe;
  for (const status of ['implementing', 'following-up'] as const)
    expect(waiting(status, {})).toMatchObject([
      { id: 'need', act: 'find-help', need: 'housing', since: need.openedAt },
    ]);
  // Nobody plans it yet, but a shelter that was full must not wait for a plan.
  expect(waiting('assessing', {})).toEqual([]);
  expect(acts(waiting('assessing', { freeNeeds: [{ ...need, wasHeld: true }] }))).toEqual(['find-help']);
  // Not on the list of anybody else, and not while the case is on hold.
  expect(waiting('implementing', { workerId: null })).toEqual([]);
  expect(waiting('implementing', { holdUntil: inHours(24) })).toEqual([]);
});
