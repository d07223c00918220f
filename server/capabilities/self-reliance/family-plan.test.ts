import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FamilyAnswers, INDICATOR_NAMES, INDICATORS, missingCriteria } from '#contract/family-indicators';
import {
  canChangeFamily,
  FAMILY_ACTION_NAMES,
  FAMILY_ACTIONS,
  FAMILY_STATUSES,
  type FamilyAction,
  isOpenFamily,
  type MeasureFamily,
} from '#contract/self-reliance';
import { addDays, DAY_MS, thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import {
  agree,
  type FamilyFacts,
  type FamilyPlan,
  findMissing,
  type Measurement,
  mayDecide,
  measure,
  monitoredUntil,
  movePlan,
  nextStep,
  plannedOf,
  startPlan,
} from './family-plan.ts';
import { FAMILY_RULES } from './family-rules.ts';
import { firstPlanned, monthsAfter, nextPlanned } from './schedule.ts';

const BEGAN = new Date('2026-11-02T03:00:00Z');
const atDay = (days: number) => new Date(BEGAN.getTime() + days * DAY_MS);
const BEST = answers('best');

function answers(how: 'best' | 'worst', special: Partial<FamilyAnswers> = {}): FamilyAnswers {
  const all = INDICATOR_NAMES.map((name) => {
    const codes = Object.entries(INDICATORS[name].levels).filter(([, level]) => level !== null);
    return [name, (how === 'best' ? codes.at(-1) : codes[0])?.[0] ?? 'unknown'];
  });
  return { ...(Object.fromEntries(all) as FamilyAnswers), ...special };
}

/** A family that lives on in memory, as the commands let it. */
function aLife(at = BEGAN) {
  const plan: FamilyPlan = { ...startPlan({ id: 'plan', caseId: 'case', householdId: 'home' }, at), code: 'SR' };
  const measurements: Measurement[] = [];
  let openGoals = 0;
  return {
    plan,
    facts: (): FamilyFacts => ({ measurements, openGoals }),
    addGoal() {
      openGoals += 1;
    },
    endGoals() {
      openGoals = 0;
    },
    measure(now: Date, given: FamilyAnswers = BEST) {
      const input: MeasureFamily = {
        measuredOn: thaiDayOf(now),
        how: 'home-visit',
        answers: given as MeasureFamily['answers'],
      };
      const measured = measure(this.plan, this.facts(), input, now, FAMILY_RULES);
      this.plan = measured.plan;
      measurements.push({ ...measured.measurement, id: `m${measurements.length}`, byPersonId: 'worker' });
      return measured;
    },
    agree(now: Date, action: 'agree' | 'restart' = 'agree') {
      const input = { agreedOn: thaiDayOf(now), agreedBy: 'head', agreedHow: 'said' } as const;
      this.plan = agree(this.plan, action, input, this.facts(), now, FAMILY_RULES);
    },
    move(action: FamilyAction, now: Date) {
      this.plan = movePlan(this.plan, action, this.facts(), now, FAMILY_RULES);
    },
  };
}

function onItsWay() {
  const life = aLife();
  life.measure(BEGAN, answers('worst'));
  life.addGoal();
  life.agree(BEGAN);
  life.move('begin', BEGAN);
  return life;
}

function graduated() {
  const life = onItsWay();
  life.measure(atDay(92));
  life.measure(atDay(185));
  life.move('propose', atDay(186));
  life.move('graduate', atDay(187));
  return life;
}

describe('the way of a family', () => {
  test('it agrees to nothing without a baseline and a goal', () => {
    const life = aLife();
    const guard = (name: string) =>
      expect.objectContaining({ code: 'self-reliance/guard-missing', params: { guard: name } });
    expect(() => life.agree(BEGAN)).toThrow(guard('baseline-measured'));
    life.measure(BEGAN, answers('worst'));
    expect(() => life.agree(BEGAN)).toThrow(guard('goal-set'));
    life.addGoal();
    life.agree(BEGAN);
    expect(plannedOf(life.plan)).toEqual({ month: 3, on: '2027-02-02' });
  });

  test('it is measured at 3, 6 and 12 months, and then every 6', () => {
    const life = onItsWay();
    const planned = [92, 181, 365, 546].map((days) => {
      const { measurement } = life.measure(atDay(days), answers('worst'));
      return [measurement.month, plannedOf(life.plan)?.month];
    });
    expect(planned).toEqual([
      [3, 6],
      [6, 12],
      [12, 18],
      [18, 24],
    ]);
  });

  test('one between the planned ones moves none of them, one a little early is the planned one', () => {
    const life = onItsWay();
    expect(life.measure(atDay(40)).measurement.month).toBeNull();
    expect(plannedOf(life.plan)?.month).toBe(3);
    expect(life.measure(atDay(70)).measurement.month).toBe(3);
    expect(plannedOf(life.plan)).toEqual({ month: 6, on: '2027-05-02' });
  });

  test('it is ready after two in a row that meet the criteria, 60 days apart; the baseline is none of them', () => {
    const life = aLife();
    life.measure(BEGAN);
    life.addGoal();
    life.agree(BEGAN);
    life.move('begin', BEGAN);
    const missing = () => findMissing(life.plan, 'propose', life.facts(), atDay(300), FAMILY_RULES);
    life.measure(atDay(92));
    expect(missing()).toEqual(['required-met-twice']);
    life.measure(atDay(100));
    expect(missing()).toEqual(['required-met-twice']);
    life.measure(atDay(160));
    expect(missing()).toEqual([]);
    life.measure(atDay(185), answers('best', { enrolled: 'some' }));
    expect(missing()).toEqual(['required-met-twice']);
  });

  test('what nobody knows is not met, and what does not concern the family is', () => {
    expect(missingCriteria(answers('best', { attending: 'unknown' }))).toEqual({ below: [], unknown: ['attending'] });
    expect(missingCriteria(answers('best', { attending: 'no-children', enrolled: 'no-children' }))).toEqual({
      below: [],
      unknown: [],
    });
  });

  test('measured below the criteria, it is not ready any more', () => {
    const life = onItsWay();
    life.measure(atDay(92));
    life.measure(atDay(185));
    life.move('propose', atDay(186));
    expect(life.measure(atDay(187), answers('best', { debt: 'unpayable' })).action).toBe('slip');
    expect(life.plan.status).toBe('active');
  });

  test('twelve months after it graduated it still stands: sustained, not a day earlier', () => {
    const life = graduated();
    life.move('monitor', atDay(190));
    const until = monitoredUntil(atDay(187), FAMILY_RULES);
    expect([until, plannedOf(life.plan)?.month]).toEqual([monthsAfter(thaiDayOf(atDay(187)), 12), 3]);
    life.measure(atDay(187 + 95));
    life.measure(atDay(187 + 185));
    life.measure(atDay(187 + 340));
    expect(plannedOf(life.plan)).toBeNull();
    expect(findMissing(life.plan, 'sustain', life.facts(), atDay(187 + 341), FAMILY_RULES)).toEqual([
      'monitored-long-enough',
    ]);
    life.move('sustain', atDay(187 + 366));
    expect(life.plan).toMatchObject({ status: 'sustained', relapses: 0, endedAt: atDay(187 + 366) });
  });

  test('what nobody knows at the end of the monitoring is asked again, and is no relapse', () => {
    const life = graduated();
    life.move('monitor', atDay(190));
    const { action } = life.measure(atDay(187 + 370), answers('best', { attending: 'unknown' }));
    expect([action, life.plan.status]).toEqual([null, 'monitoring']);
    expect(plannedOf(life.plan)?.on).toBe(addDays(thaiDayOf(atDay(187 + 370)), FAMILY_RULES.againDays));
    expect(findMissing(life.plan, 'sustain', life.facts(), atDay(600), FAMILY_RULES)).toContain('required-met-now');
  });

  test('a relapse is counted, needs a goal and a new agreement, and what was measured before counts no more', () => {
    const life = graduated();
    life.move('monitor', atDay(190));
    expect(life.measure(atDay(430), answers('best', { 'income-source': 'none' })).action).toBe('relapse');
    expect(life.plan).toMatchObject({ status: 'relapsed', relapses: 1, nextMeasureOn: null });
    life.endGoals();
    expect(() => life.agree(atDay(431), 'restart')).toThrow('self-reliance/guard-missing');
    life.addGoal();
    life.agree(atDay(431), 'restart');
    expect(life.plan).toMatchObject({ status: 'active', relapses: 1, graduatedAt: null, nextMonth: 3 });
    life.measure(atDay(520));
    expect(findMissing(life.plan, 'propose', life.facts(), atDay(520), FAMILY_RULES)).toEqual(['required-met-twice']);
  });

  test('nothing is measured in the future, before the last one, or before the agreement', () => {
    const life = onItsWay();
    const on = (day: string, now: Date) => () =>
      measure(
        life.plan,
        life.facts(),
        { measuredOn: day, how: 'call', answers: BEST as MeasureFamily['answers'] },
        now,
        FAMILY_RULES,
      );
    expect(on(thaiDayOf(atDay(6)), atDay(5))).toThrow('self-reliance/day-not-possible');
    expect(on(thaiDayOf(atDay(-1)), atDay(5))).toThrow('self-reliance/day-not-possible');
    life.measure(atDay(20));
    expect(on(thaiDayOf(atDay(19)), atDay(30))).toThrow('self-reliance/day-not-possible');
  });

  test('the income per head is counted, not chosen', () => {
    const life = aLife();
    const input = { measuredOn: thaiDayOf(BEGAN), how: 'call', members: 4, monthlyIncome: 12_004 } as const;
    const given = (code: string) => answers('best', { 'income-per-head': code }) as MeasureFamily['answers'];
    const run = (code: string) =>
      measure(life.plan, life.facts(), { ...input, answers: given(code) }, BEGAN, FAMILY_RULES);
    expect(() => run('1500-3000')).toThrow('self-reliance/income-not-fitting');
    expect(run('3001-8333').measurement.monthlyIncome).toBe(12_004);
  });
});

describe('four eyes', () => {
  test.each([
    ['who proposed it', 'proposer', false],
    ['the worker of the case', 'worker', false],
    ['who measured', 'measurer', false],
    ['anybody else', 'other', true],
  ])('%s', (_, personId, may) => {
    const proposal = { requestedByPersonId: 'proposer', decision: null };
    expect(mayDecide(proposal, personId, { workerId: 'worker', measuredBy: ['measurer'] })).toBe(may);
  });
});

describe('the state table', () => {
  test('every status is reached, only an ended one is left by nothing', () => {
    const reached = new Set(Object.values(FAMILY_ACTIONS).map(({ to }) => to as string));
    expect(FAMILY_STATUSES.filter((status) => status !== 'baseline' && !reached.has(status))).toEqual([]);
    const left = FAMILY_STATUSES.filter((status) =>
      FAMILY_ACTION_NAMES.some((action) => canChangeFamily(status, action)),
    );
    expect(FAMILY_STATUSES.filter((status) => !left.includes(status))).toEqual(['sustained', 'stopped']);
  });

  const step = fc.record({
    action: fc.constantFrom(...FAMILY_ACTION_NAMES, 'measure' as const, 'goal' as const, 'end-goals' as const),
    days: fc.integer({ min: 0, max: 200 }),
    how: fc.constantFrom('best', 'worst', 'unknown' as const),
  });

  test("in any life: open and somebody's next step, or ended; relapses are never taken back; it graduates by two in a row", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const life = aLife();
        let days = 0;
        let graduations = 0;
        for (const { action, days: passed, how } of steps) {
          days += passed;
          const [now, before] = [atDay(days), life.plan];
          try {
            if (action === 'measure') {
              const unknown = answers('best', { documents: 'unknown' });
              life.measure(now, how === 'unknown' ? unknown : answers(how));
            } else if (action === 'goal') life.addGoal();
            else if (action === 'end-goals') life.endGoals();
            else if (action === 'agree' || action === 'restart') life.agree(now, action);
            else if (action !== 'slip') life.move(action, now);
          } catch (error) {
            // A refusal changes nothing.
            if (!(error instanceof AppError)) throw error;
            expect(life.plan).toBe(before);
          }
          const { plan } = life;
          expect(plan.relapses).toBeGreaterThanOrEqual(before.relapses);
          expect(plan.relapses - before.relapses).toBe(
            plan.status === 'relapsed' && before.status !== 'relapsed' ? 1 : 0,
          );
          if (before.status !== plan.status && plan.status === 'graduated') {
            graduations += 1;
            const [one, two] = life
              .facts()
              .measurements.filter(({ kind }) => kind === 'review')
              .slice(-2);
            expect(one?.meetsCriteria && two?.meetsCriteria).toBe(true);
          }
          // Never forwards by a measurement.
          if (action === 'measure' && before.status !== plan.status)
            expect(['active', 'relapsed']).toContain(plan.status);
          expect(plan.endedAt !== null).toBe(!isOpenFamily(plan.status));
          const { measurements, openGoals } = life.facts();
          const counts = { measurements: measurements.length, openGoals, dueAt: null };
          expect(nextStep(plan, counts, false, FAMILY_RULES) !== null).toBe(isOpenFamily(plan.status));
          if (plan.status === 'sustained') expect(days).toBeGreaterThanOrEqual(365);
          expect(plan.relapses).toBeLessThanOrEqual(graduations);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('whenever it is measured, the next planned one lies ahead', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.boolean(), (days, isMonitored) => {
        const from = thaiDayOf(BEGAN);
        const first = firstPlanned(from, isMonitored, FAMILY_RULES);
        const measuredOn = thaiDayOf(atDay(days));
        if (!first) return;
        const next = nextPlanned(first, from, { measuredOn, isMonitored }, FAMILY_RULES);
        if (next) expect(next.on > measuredOn && next.month > first.month).toBe(true);
        else expect(isMonitored).toBe(true);
      }),
    );
  });
});
