import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CASE_FACTS, type CaseFact, type ClockRule, clockRulesSchema, LEGAL_FACTS } from '#contract/case-clock';
import { CASE_RISKS } from '#contract/case-forms';
import { DAY_MS, endOfThaiDay, momentOf } from '#contract/thai-day';
import data from '../../../../database/reference-data/care-clocks.json' with { type: 'json' };
import holidayData from '../../../../database/reference-data/thai-holidays.json' with { type: 'json' };
import {
  type ClockedCase,
  decideClocks,
  decideGoingOn,
  decideMoves,
  decidePauses,
  type Fact,
  hasCome,
  marksNow,
  type NewClock,
  type RunningClock,
  rulesOn,
  timesOf,
} from './clock.ts';

const { rules } = clockRulesSchema.parse(data);
const holidays = new Set(holidayData.holidays.map(({ date }) => date));
const book = { rules, holidays };
const ruleOf = (name: string): ClockRule => {
  const found = rules.find(({ rule }) => rule === name);
  if (!found) throw new Error(name);
  return found;
};
const SEED = { seed: 12 };
const HOUR = 3_600_000;
const at = momentOf('2026-11-27', 600);
const after = (ms: number): Date => new Date(at.getTime() + ms);
const adult: ClockedCase = { risk: null, isMinor: false, incidentType: 'threat-or-assault' };
const namesOf = (clocks: { rule: string }[]): string[] => clocks.map(({ rule }) => rule).toSorted();
const running = (clocks: NewClock[]): RunningClock[] =>
  clocks.map((clock, index) => ({ ...clock, id: `c${index}`, pausedMs: 0 }));

test('an opened case has its clocks; before the risk is known they run as for high risk', () => {
  const { started } = decideClocks(book, adult, [], [{ fact: 'case-opened', at }]);
  expect(namesOf(started)).toEqual(['acceptance', 'assessment', 'dv-complaint', 'first-contact', 'plan']);
  const due = Object.fromEntries(started.map(({ rule, dueAt }) => [rule, dueAt]));
  expect(due).toMatchObject({ acceptance: after(HOUR), 'first-contact': after(DAY_MS), plan: after(7 * DAY_MS) });
  expect(due['dv-complaint']).toEqual(endOfThaiDay('2027-02-27'));
});

test('the clock of a complaint runs for violence at home only, that of a placement for children only', () => {
  const other = decideClocks(book, { ...adult, incidentType: 'riotous-gathering' }, [], [{ fact: 'case-opened', at }]);
  expect(namesOf(other.started)).not.toContain('dv-complaint');
  const placed: Fact = { fact: 'child-placed', at };
  expect(decideClocks(book, adult, [], [placed]).started).toEqual([]);
  const [clock] = decideClocks(book, { ...adult, isMinor: true }, [], [placed]).started;
  expect(clock).toMatchObject({ rule: 'child-placed-7-days', dueAt: endOfThaiDay('2026-12-04') });
});

test('half time reminds, a day after the due time the province learns of it; a review reminds three days before', () => {
  expect(timesOf(ruleOf('first-contact'), { at }, 'medium', holidays)).toEqual({
    ...{ startedAt: at, halfAt: after(36 * HOUR), dueAt: after(72 * HOUR), provinceAt: after(96 * HOUR) },
  });
  expect(timesOf(ruleOf('review'), { at }, 'low', holidays)?.halfAt).toEqual(after(27 * DAY_MS));
  expect(timesOf(ruleOf('after-closure-30'), { at }, 'low', holidays)).toMatchObject({
    halfAt: null,
    provinceAt: null,
  });
});

test('an approval counts working days: the holidays of December move it on', () => {
  const [clock] = decideClocks(
    book,
    adult,
    [],
    [{ fact: 'approval-requested', at: momentOf('2026-12-04', 600), subjectId: 'a' }],
  ).started;
  expect(clock).toMatchObject({ rule: 'approval', subjectId: 'a', dueAt: endOfThaiDay('2026-12-11') });
});

test('a day that somebody said counts where it is earlier than the rule, and alone where there is none', () => {
  const soon = after(2 * DAY_MS);
  expect(timesOf(ruleOf('follow-up'), { at, dueAt: soon }, 'high', holidays)?.dueAt).toEqual(soon);
  expect(timesOf(ruleOf('follow-up'), { at, dueAt: after(60 * DAY_MS) }, 'high', holidays)?.dueAt).toEqual(
    after(7 * DAY_MS),
  );
  expect(timesOf(ruleOf('decision'), { at, dueAt: soon }, 'high', holidays)?.dueAt).toEqual(soon);
  expect(timesOf(ruleOf('decision'), { at }, 'high', holidays)).toBeUndefined();
});

test('an answered approval stops its own clock and no other one', () => {
  const { started } = decideClocks(
    book,
    adult,
    [],
    [
      { fact: 'approval-requested', at, subjectId: 'a' },
      { fact: 'approval-requested', at, subjectId: 'b' },
    ],
  );
  const { stopped } = decideClocks(book, adult, running(started), [{ fact: 'approval-decided', at, subjectId: 'b' }]);
  expect(stopped).toEqual([{ id: 'c1', by: 'approval-decided' }]);
});

test('a closed case has no clock but the two that ask afterwards, and those end when it is opened again', () => {
  const open = decideClocks(
    book,
    adult,
    [],
    [
      { fact: 'case-opened', at },
      { fact: 'case-accepted', at },
    ],
  );
  const closed = decideClocks(book, adult, running(open.started), [{ fact: 'case-closed', at: after(DAY_MS) }]);
  expect(closed.stopped).toHaveLength(open.started.length);
  expect(namesOf(closed.started)).toEqual(['after-closure-30', 'after-closure-90']);
  const again = decideClocks(book, adult, running(closed.started), [{ fact: 'case-reopened', at: after(2 * DAY_MS) }]);
  expect(again.stopped).toHaveLength(2);
  expect(namesOf(again.started)).toEqual(['acceptance', 'assessment', 'first-contact', 'plan']);
});

test('a legal clock that runs is not begun anew, so that nothing late is hidden', () => {
  const first = decideClocks(book, adult, [], [{ fact: 'suspect-arrested', at }]);
  const again = decideClocks(book, adult, running(first.started), [{ fact: 'suspect-arrested', at: after(40 * HOUR) }]);
  expect(again).toEqual({ stopped: [], started: [] });
});

test('a follow-up begins the next one anew', () => {
  const first = decideClocks(book, { ...adult, risk: 'low' }, [], [{ fact: 'plan-approved', at }]);
  const next = decideClocks(book, { ...adult, risk: 'high' }, running(first.started), [
    { fact: 'follow-up-signed', at: after(DAY_MS) },
  ]);
  expect(next.started.find(({ rule }) => rule === 'follow-up')?.dueAt).toEqual(after(8 * DAY_MS));
});

test('risk that rises brings the running clocks forward, from their beginning; others stay', () => {
  const { started } = decideClocks(book, { ...adult, risk: 'low' }, [], [{ fact: 'case-opened', at }]);
  const moves = decideMoves(book, 'high', running(started));
  expect(moves).toHaveLength(4);
  expect(moves.map(({ dueAt }) => dueAt)).toContainEqual(after(HOUR));
});

const fact = fc.constantFrom<CaseFact>(...CASE_FACTS, ...LEGAL_FACTS);
const history = fc.array(
  fc.record({ fact, wait: fc.integer({ min: 0, max: 40 * 24 }), subject: fc.option(fc.constantFrom('a', 'b')) }),
  { maxLength: 30 },
);
const about = fc.record({
  ...{ risk: fc.option(fc.constantFrom(...CASE_RISKS)), isMinor: fc.boolean() },
  incidentType: fc.option(fc.constantFrom('threat-or-assault' as const, 'violent-frenzy' as const)),
});
function toFacts(steps: { fact: CaseFact; wait: number; subject: string | null }[]): Fact[] {
  let hours = 0;
  return steps.map((step) => {
    hours += step.wait;
    return { fact: step.fact, at: after(hours * HOUR), subjectId: step.subject, dueAt: after((hours + 48) * HOUR) };
  });
}

test('whatever happens, no clock runs twice, a closed case has none of work, and one by one gives the same as together', () => {
  fc.assert(
    fc.property(about, history, (someCase, steps) => {
      const facts = toFacts(steps);
      let clocks: RunningClock[] = [];
      let made = 0;
      for (const one of facts) {
        const { stopped, started } = decideClocks(book, someCase, clocks, [one]);
        const gone = stopped.map(({ id }) => id);
        expect(new Set(gone).size).toBe(gone.length);
        clocks = [
          ...clocks.filter(({ id }) => !gone.includes(id)),
          ...started.map((clock) => ({ ...clock, id: `c${made++}`, pausedMs: 0 })),
        ];
        const keys = clocks.map(({ rule, subjectId }) => `${rule} ${subjectId}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const clock of started) {
          const { halfAt, dueAt, provinceAt, startedAt } = clock;
          expect(halfAt === null || (startedAt <= halfAt && halfAt <= dueAt)).toBe(true);
          expect(provinceAt === null || provinceAt > dueAt).toBe(true);
        }
        if (one.fact === 'case-closed' || one.fact === 'case-not-opened') {
          expect(clocks.filter(({ rule }) => !rule.startsWith('after-closure') && rule !== 'data-copy')).toEqual([]);
        }
      }
      const together = decideClocks(book, someCase, [], facts).started;
      const plain = (list: (RunningClock | NewClock)[]) =>
        list.map(({ rule, subjectId, startedAt }) => `${rule} ${subjectId} ${startedAt.toISOString()}`);
      expect(plain(together).toSorted()).toEqual(plain(clocks).toSorted());
    }),
    { ...SEED, numRuns: 300 },
  );
});

test('whenever one looks, each mark comes once and in order, and none is left out but a reminder nobody could send', () => {
  const looks = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.constantFrom(...rules), looks, (rule, hours) => {
      const times = timesOf(rule, { at, dueAt: after(96 * HOUR) }, 'high', holidays);
      if (!times) return;
      let clock = {
        ...times,
        remindedAt: null as Date | null,
        passedAt: null as Date | null,
        provinceToldAt: null as Date | null,
      };
      const said: string[] = [];
      for (const hour of hours.toSorted((one, other) => one - other)) {
        const now = after(hour * HOUR);
        const marks = marksNow(clock, now);
        said.push(...marks);
        // As the store keeps it: what has come is set, also where nothing was said of it.
        const come = hasCome(clock, now);
        clock = {
          ...clock,
          remindedAt: clock.remindedAt ?? (come.half ? now : null),
          passedAt: clock.passedAt ?? (come.due ? now : null),
          provinceToldAt: clock.provinceToldAt ?? (come.province ? now : null),
        };
      }
      const last = after(Math.max(...hours) * HOUR);
      expect(new Set(said).size).toBe(said.length);
      expect(said).toEqual(['half', 'due', 'province'].filter((mark) => said.includes(mark)));
      expect(said.includes('due')).toBe(times.dueAt <= last);
      expect(said.includes('province')).toBe(times.provinceAt !== null && times.provinceAt <= last);
      if (said.includes('half')) expect(times.halfAt !== null && times.halfAt <= last).toBe(true);
    }),
    { ...SEED, numRuns: 300 },
  );
});

test('a hold stops the clocks of the work, not those of the law nor what others wait for, and they go on with the time left', () => {
  const { started } = decideClocks(
    book,
    adult,
    [],
    [
      { fact: 'case-opened', at },
      { fact: 'approval-requested', at, subjectId: 'a' },
    ],
  );
  const held = decidePauses(book, running(started), after(HOUR / 2));
  const paused = held.map(({ id }) => running(started).find((clock) => clock.id === id)?.rule);
  expect(paused.toSorted()).toEqual(['assessment', 'first-contact', 'plan']);
  expect(decidePauses(book, held as RunningClock[], after(HOUR))).toEqual([]);
  const gone = decideGoingOn(held as RunningClock[], after(HOUR / 2 + 5 * DAY_MS));
  const contact = running(started).find(({ rule }) => rule === 'first-contact');
  expect(gone.find(({ id }) => id === contact?.id)).toMatchObject({
    dueAt: after(6 * DAY_MS),
    pausedAt: null,
    pausedMs: 5 * DAY_MS,
  });
});

test('a hold that has a last day ends with it, however late somebody looks; what begins meanwhile stands still too', () => {
  const { started } = decideClocks(
    book,
    { ...adult, risk: 'high' },
    [],
    [
      { fact: 'case-opened', at },
      { fact: 'case-held', at, dueAt: after(3 * DAY_MS) },
    ],
  );
  const held = [...decidePauses(book, running(started), at), ...running(started).filter(({ rule }) => rule === 'hold')];
  const seen = decideGoingOn(held as RunningClock[], after(9 * DAY_MS));
  expect(seen.map(({ pausedMs }) => pausedMs)).toEqual(Array(3).fill(3 * DAY_MS));
  const later = decideClocks(book, { ...adult, isOnHold: true }, [], [{ fact: 'plan-approved', at }]).started;
  expect(later.map(({ rule, pausedAt }) => [rule, pausedAt])).toEqual([
    ['follow-up', at],
    ['review', at],
  ]);
});

test('however often a case is held, longer held or goes on, and whatever its risk becomes, its clocks count the time outside of holds', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constantFrom('hold' as const, 'go-on' as const), wait: fc.integer({ min: 0, max: 30 * 24 }) }),
    fc.record({ kind: fc.constantFrom(...CASE_RISKS), wait: fc.integer({ min: 0, max: 100 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const first = decideClocks(book, { ...adult, risk: 'high' }, [], [{ fact: 'case-opened', at }]).started;
      let clocks = running(first);
      let risk: (typeof CASE_RISKS)[number] = 'high';
      let [hours, stood] = [0, 0];
      let heldAt: number | null = null;
      const set = (moved: { id: string }[]) => {
        clocks = clocks.map((clock) => ({ ...clock, ...moved.find(({ id }) => id === clock.id) }));
      };
      for (const { kind, wait } of steps) {
        hours += wait;
        const now = after(hours * HOUR);
        if (kind === 'hold') {
          set(decidePauses(book, clocks, now));
          heldAt ??= hours;
        } else if (kind === 'go-on') {
          set(decideGoingOn(clocks, now));
          stood += heldAt === null ? 0 : hours - heldAt;
          heldAt = null;
        } else {
          risk = kind;
          set(decideMoves(book, risk, clocks));
        }
        for (const { rule, dueAt, halfAt, pausedAt, pausedMs } of clocks) {
          const times = timesOf(ruleOf(rule), { at }, risk, holidays);
          const isOwn = ['first-contact', 'assessment', 'plan'].includes(rule);
          const later = isOwn ? stood * HOUR : 0;
          expect(pausedMs).toBe(later);
          expect(dueAt.getTime()).toBe((times?.dueAt.getTime() ?? 0) + later);
          expect(halfAt?.getTime()).toBe((times?.halfAt?.getTime() ?? 0) + later);
          expect(pausedAt).toEqual(isOwn && heldAt !== null ? after(heldAt * HOUR) : null);
        }
      }
    }),
    { ...SEED, numRuns: 300 },
  );
});

test('of two editions of a rule the one in force counts', () => {
  const [old] = rules;
  const edition = { ...(old as ClockRule), validFrom: '2027-06-01', due: { hours: 2 } };
  expect(rulesOn([old as ClockRule, edition], '2027-05-31')).toEqual([old]);
  expect(rulesOn([old as ClockRule, edition], '2027-06-01')).toEqual([edition]);
});

test('every rule says where it comes from, legal ones their clause, and nothing of it is called verified', () => {
  for (const rule of rules) {
    expect(rule.source).not.toBe('');
    expect(rule.kind === 'law').toBe(rule.clause !== null);
    expect(rule.unverified).toBe(true);
  }
  expect(rules.map(({ due }) => due)).toEqual(
    expect.arrayContaining([{ hours: 48 }, { endOfDays: 7 }, { endOfDays: 30 }, { months: 3 }]),
  );
});
