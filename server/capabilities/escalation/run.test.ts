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
/** Each target is one agency of that name; agencies in `unready` can't answer. */
const recipientsWith =
  (unready: ReadonlySet<string>) =>
  ({ targets }: EscalationStep): AlertedAgency[] =>
    targets.map((agencyId) => ({ agencyId, canAnswer: !unready.has(agencyId) }));

/** Advances the run at these seconds, as the scheduled job does, and lists which step was executed when. */
function simulate(plan: EscalationPlan, seconds: number[], unready: ReadonlySet<string> = new Set()) {
  let run: EscalationRun = beginRun(START);
  const executions: [second: number, step: number, repeat: number][] = [];
  for (const second of seconds) {
    const advanced = advanceRun(plan, run, recipientsWith(unready), {
      now: after(second),
      canAnswer: (agency) => !unready.has(agency),
    });
    executions.push(...advanced.executions.map(({ step, repeat }): [number, number, number] => [second, step, repeat]));
    run = advanced.run;
  }
  return executions;
}
const everySecond = (until: number) => Array.from({ length: until + 1 }, (_, second) => second);

test('the default policy: at once, again, wider, to the top, and the last step again until somebody answers', () => {
  expect(simulate(DEFAULT, everySecond(400))).toEqual([
    [0, 0, 0],
    [30, 1, 0],
    [60, 2, 0],
    [120, 3, 0],
    [240, 3, 1],
    [360, 3, 2],
  ]);
});

test('a station without anybody on duty is passed over: the next agencies are alerted at the same moment', () => {
  expect(simulate(DEFAULT, everySecond(100), new Set(['on-duty', 'duty-chief']))).toEqual([
    [0, 0, 0],
    [0, 1, 0],
    [0, 2, 0],
    // The later steps come earlier by as much.
    [60, 3, 0],
  ]);
});

test('if the last officer goes off duty while it rings, the next step is executed at once', () => {
  const { run } = advanceRun(DEFAULT, beginRun(START), recipientsWith(new Set()), {
    now: START,
    canAnswer: () => true,
  });
  const gone = new Set(['on-duty', 'duty-chief']);
  const advanced = advanceRun(DEFAULT, run, recipientsWith(gone), {
    now: after(7),
    canAnswer: (agency) => !gone.has(agency),
  });
  expect(advanced.executions.map(({ step, dueAt }) => [step, dueAt])).toEqual([
    [1, after(7)],
    [2, after(7)],
  ]);
  expect(advanced.run.nextDueAt).toEqual(after(67));
});

test('after an hour without processing every step is executed once, and the last is not repeated thirty times', () => {
  expect(simulate(DEFAULT, [3600, 3601])).toEqual([
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

test('whoever is off duty and however late it is processed: no step twice, none left out, none late, always a next one', () => {
  fc.assert(
    fc.property(
      someSteps,
      fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 100, maxLength: 200 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.constantFrom(...ESCALATION_TARGETS), fc.boolean()), {
        maxLength: 12,
      }),
      (plan, pauses, changes) => {
        expect(faultsOf(plan)).toEqual([]);
        const unready = new Set<string>();
        let run = beginRun(START);
        let second = 0;
        let lastTick = 0;
        let lastExecutedAt = 0;
        const seen: string[] = [];
        for (const pause of pauses) {
          for (const [at, who, sleeps] of changes) {
            if (at > lastTick && at <= second) sleeps ? unready.add(who) : unready.delete(who);
          }
          const before = structuredClone(run);
          const canAnswer = (agency: string) => !unready.has(agency);
          const advanced = advanceRun(plan, run, recipientsWith(unready), { now: after(second), canAnswer });
          expect(run).toEqual(before);
          for (const { step, repeat, dueAt } of advanced.executions) {
            // In order, each once; only the last step is repeated.
            expect(repeat === 0 ? step : plan.steps.length - 1).toBe(step);
            expect(seen).not.toContain(`${step}/${repeat}`);
            seen.push(`${step}/${repeat}`);
            // Never later than the pause between two ticks, never early unless an agency was passed over.
            expect(second - (dueAt.getTime() - START.getTime()) / 1000).toBeLessThanOrEqual(second - lastTick);
            expect(dueAt.getTime()).toBeLessThanOrEqual(after(second).getTime());
            lastExecutedAt = second;
          }
          const numbers = seen.map((one) => Number(one.split('/')[0]));
          expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
          expect(new Set(numbers).size).toBe(Math.min(numbers.length, Math.max(...numbers) + 1));
          // An agency that can answer was alerted, or all agencies were.
          const isAtTop = advanced.run.nextStep >= plan.steps.length;
          expect(isAtTop || advanced.run.ringingAgencyIds.some(canAnswer)).toBe(true);
          const longest = isAtTop
            ? plan.repeatSeconds
            : Math.max(...plan.steps.map(({ afterSeconds }) => afterSeconds));
          expect(advanced.run.nextDueAt.getTime()).toBeGreaterThan(after(second).getTime());
          expect(advanced.run.nextDueAt.getTime()).toBeLessThanOrEqual(after(lastExecutedAt + longest).getTime());
          run = advanced.run;
          lastTick = second;
          second += pause;
        }
      },
    ),
    { seed: 20_261_122, numRuns: 300 },
  );
});
