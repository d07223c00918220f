import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ESCALATION_TARGETS, type EscalationPlan, type EscalationStep, faultsOf } from '#contract/escalation';
import { type AlertedAgency, advanceRun, beginRun, type EscalationRun } from './run.ts';

const START = new Date('2026-11-21T19:10:00.000Z');
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const DEFAULT: EscalationPlan = {
  steps: [
    { afterSeconds: 0, targets: ['on-duty'] },
    { afterSeconds: 30, targets: ['on-duty', 'duty-chief'] },
    { afterSeconds: 60, targets: ['next-station', 'centre-191'] },
    { afterSeconds: 120, targets: ['province-command', 'national-desk'] },
  ],
  repeatSeconds: 120,
};
/** Each target is one agency of that name; who is asleep can't answer. */
const reachWith =
  (asleep: ReadonlySet<string>) =>
  ({ targets }: EscalationStep): AlertedAgency[] =>
    targets.map((agencyId) => ({ agencyId, canAnswer: !asleep.has(agencyId) }));

/** Looks at the clock as the ticker does, from one second to the next, and says when which rung fired. */
function watch(plan: EscalationPlan, seconds: number[], asleep: ReadonlySet<string> = new Set()) {
  let run: EscalationRun = beginRun(START);
  const executions: [second: number, step: number, repeat: number][] = [];
  for (const second of seconds) {
    const on = advanceRun(plan, run, reachWith(asleep), {
      now: after(second),
      canAnswer: (agency) => !asleep.has(agency),
    });
    executions.push(...on.executions.map(({ step, repeat }): [number, number, number] => [second, step, repeat]));
    run = on.run;
  }
  return executions;
}
const everySecond = (until: number) => Array.from({ length: until + 1 }, (_, second) => second);

test('the default ladder: at once, again, wider, to the top, and that again until a human answers', () => {
  expect(watch(DEFAULT, everySecond(400))).toEqual([
    [0, 0, 0],
    [30, 1, 0],
    [60, 2, 0],
    [120, 3, 0],
    [240, 3, 1],
    [360, 3, 2],
  ]);
});

test('a station with nobody is passed over at once: those beyond it are told in the same moment', () => {
  expect(watch(DEFAULT, everySecond(100), new Set(['on-duty', 'duty-chief']))).toEqual([
    [0, 0, 0],
    [0, 1, 0],
    [0, 2, 0],
    // The rest comes as much earlier.
    [60, 3, 0],
  ]);
});

test('the last one on duty goes home while it rings: the next rung fires in that moment', () => {
  const { run } = advanceRun(DEFAULT, beginRun(START), reachWith(new Set()), { now: START, canAnswer: () => true });
  const gone = new Set(['on-duty', 'duty-chief']);
  const on = advanceRun(DEFAULT, run, reachWith(gone), { now: after(7), canAnswer: (agency) => !gone.has(agency) });
  expect(on.executions.map(({ step, dueAt }) => [step, dueAt])).toEqual([
    [1, after(7)],
    [2, after(7)],
  ]);
  expect(on.run.nextDueAt).toEqual(after(67));
});

test('after an hour’s standstill every rung fires once and the last is not told thirty times', () => {
  expect(watch(DEFAULT, [3600, 3601])).toEqual([
    [3600, 0, 0],
    [3600, 1, 0],
    [3600, 2, 0],
    [3600, 3, 0],
  ]);
});

const someSteps: fc.Arbitrary<EscalationPlan> = fc
  .record({
    gaps: fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 5 }),
    targets: fc.array(fc.uniqueArray(fc.constantFrom(...ESCALATION_TARGETS), { minLength: 1, maxLength: 3 }), {
      minLength: 6,
      maxLength: 6,
    }),
    repeatSeconds: fc.integer({ min: 30, max: 300 }),
  })
  .map(({ gaps, targets, repeatSeconds }) => {
    let at = 0;
    const steps: EscalationStep[] = [{ afterSeconds: 0, targets: ['on-duty'] }];
    for (const [index, gap] of gaps.entries()) {
      at += gap;
      steps.push({ afterSeconds: at, targets: targets[index] ?? ['on-duty'] });
    }
    steps.push({ afterSeconds: at + 5, targets: ['national-desk'] });
    return { steps, repeatSeconds };
  });

test('whoever is asleep and however late the clock is looked at: no rung twice, none left out, none late, never silent', () => {
  fc.assert(
    fc.property(
      someSteps,
      fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 100, maxLength: 200 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.constantFrom(...ESCALATION_TARGETS), fc.boolean()), {
        maxLength: 12,
      }),
      (plan, pauses, changes) => {
        expect(faultsOf(plan)).toEqual([]);
        const asleep = new Set<string>();
        let run = beginRun(START);
        let second = 0;
        let lastLook = 0;
        let firedLast = 0;
        const seen: string[] = [];
        for (const pause of pauses) {
          for (const [at, who, sleeps] of changes) {
            if (at > lastLook && at <= second) sleeps ? asleep.add(who) : asleep.delete(who);
          }
          const before = structuredClone(run);
          const canAnswer = (agency: string) => !asleep.has(agency);
          const on = advanceRun(plan, run, reachWith(asleep), { now: after(second), canAnswer });
          expect(run).toEqual(before);
          for (const { step, repeat, dueAt } of on.executions) {
            // In order, each once; repeats only of the last.
            expect(repeat === 0 ? step : plan.steps.length - 1).toBe(step);
            expect(seen).not.toContain(`${step}/${repeat}`);
            seen.push(`${step}/${repeat}`);
            // Never later than the pause between two looks, never before its time unless somebody was passed over.
            expect(second - (dueAt.getTime() - START.getTime()) / 1000).toBeLessThanOrEqual(second - lastLook);
            expect(dueAt.getTime()).toBeLessThanOrEqual(after(second).getTime());
            firedLast = second;
          }
          const numbers = seen.map((one) => Number(one.split('/')[0]));
          expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
          expect(new Set(numbers).size).toBe(Math.min(numbers.length, Math.max(...numbers) + 1));
          // Somebody who can answer has been told, or everybody there is has.
          const isAtTop = on.run.nextStep >= plan.steps.length;
          expect(isAtTop || on.run.ringingAgencyIds.some(canAnswer)).toBe(true);
          const longest = isAtTop
            ? plan.repeatSeconds
            : Math.max(...plan.steps.map(({ afterSeconds }) => afterSeconds));
          expect(on.run.nextDueAt.getTime()).toBeGreaterThan(after(second).getTime());
          expect(on.run.nextDueAt.getTime()).toBeLessThanOrEqual(after(firedLast + longest).getTime());
          run = on.run;
          lastLook = second;
          second += pause;
        }
      },
    ),
    { seed: 20_261_122, numRuns: 300 },
  );
});
