import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOpen, isUnanswered } from '#contract/incident-status';
import { anIncidentValue, aRouting, NIGHT, PRACHA, SOMJAI } from '#support/incident-values';
import { takeOver } from '../incident/life/take-over.ts';
import { acceptTransfer, requestTransfer } from '../incident/life/transfer.ts';
import * as incidents from '../incident/record/incident.ts';
import { advanceRun, beginRun, type EscalationRun } from './run.ts';
import { isRunOver } from './run-rules.ts';

// A simulation with its own clock: officers, failures and crashes in any order, checked against a simple model.
const POLICY = {
  steps: [
    { afterSeconds: 0, targets: ['on-duty' as const] },
    { afterSeconds: 30, targets: ['on-duty' as const, 'duty-chief' as const] },
    { afterSeconds: 60, targets: ['next-station' as const, 'centre-191' as const] },
    { afterSeconds: 120, targets: ['province-command' as const, 'national-desk' as const] },
  ],
  repeatSeconds: 120,
};
const event = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('tick'), dies: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('acknowledge'), by: fc.constantFrom(SOMJAI, PRACHA) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('called-answers'), by: fc.constantFrom(SOMJAI, PRACHA) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('resolve', 'reopen', 'transfer', 'on-scene') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('go-off-duty', 'go-on-duty'),
      who: fc.constantFrom('on-duty', 'centre-191'),
    }),
  },
);

test('never two answers, always a responsible agency, no step twice, repeats after the last step', () => {
  const counted = { executions: 0, answers: 0, runs: 0, refused: 0 };
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), event), { minLength: 40, maxLength: 120 }),
      (story) => {
        let now = NIGHT;
        let incident = anIncidentValue({ responsibleAgencyId: 'a' });
        let run: EscalationRun | null = beginRun(now);
        let current = { number: 0, executions: new Set<string>(), answers: 0 };
        let lastTick = now;
        const offDuty = new Set<string>();
        const canAnswer = (agency: string) => !offDuty.has(agency);
        const begin = () => {
          run = beginRun(now);
          current = { number: current.number + 1, executions: new Set(), answers: 0 };
          counted.runs += 1;
        };
        const change = (make: () => incidents.Incident) => {
          try {
            const next = make();
            const wasUnanswered = isUnanswered(incident.status);
            if (!isUnanswered(next.status)) run = null;
            if (wasUnanswered && isOpen(next.status) && !isUnanswered(next.status)) current.answers += 1;
            if (next.alertedAt > incident.alertedAt) begin();
            incident = next;
          } catch (error) {
            expect(error).toMatchObject({ code: expect.stringMatching(/^incident\//) });
            counted.refused += 1;
          }
        };
        for (const [seconds, what] of story) {
          now = new Date(now.getTime() + seconds * 1000 + 1);
          const by = 'by' in what ? what.by : SOMJAI;
          const step = { by, now };
          if (what.kind === 'go-off-duty' && 'who' in what) offDuty.add(what.who);
          if (what.kind === 'go-on-duty' && 'who' in what) offDuty.delete(what.who);
          if (what.kind === 'acknowledge') change(() => incidents.acknowledge(incident, by, 8, now));
          if (what.kind === 'called-answers') {
            const taker = aRouting({ responsibleAgencyId: 'called' });
            // Two stations answer at once: the state table refuses the second.
            change(() =>
              isUnanswered(incident.status)
                ? takeOver(incident, taker, { ...step, etaMinutes: 5 })
                : incidents.acknowledge(incident, by, 5, now),
            );
          }
          if (what.kind === 'on-scene') change(() => incidents.markOnScene(incident, step));
          if (what.kind === 'resolve') change(() => incidents.resolve(incident, 'handled', null, by, now));
          if (what.kind === 'reopen') change(() => incidents.reopen(incident, now));
          if (what.kind === 'transfer') {
            const to = aRouting({ responsibleAgencyId: `station-${current.number}` });
            change(() => acceptTransfer(requestTransfer(incident, to.responsibleAgencyId, by, 'ใกล้กว่า', now), to, now));
          }
          if (what.kind === 'tick' && run) {
            expect(isRunOver({ reason: 'unanswered', beganAt: run.beganAt }, incident)).toBe(false);
            const recipientsFor = ({ targets }: { targets: readonly string[] }) =>
              targets.map((agencyId) => ({ agencyId, canAnswer: canAnswer(agencyId) }));
            const from: EscalationRun = run;
            const advanced = advanceRun(POLICY, from, recipientsFor, { now, canAnswer });
            // A process that dies has stored nothing: the next one decides the same.
            if ('dies' in what && what.dies) {
              expect(advanceRun(POLICY, from, recipientsFor, { now, canAnswer })).toEqual(advanced);
            } else {
              for (const { step, repeat } of advanced.executions) {
                expect(current.executions).not.toContain(`${step}/${repeat}`);
                current.executions.add(`${step}/${repeat}`);
                counted.executions += 1;
              }
              run = advanced.run;
              lastTick = now;
              expect(advanced.run.nextDueAt.getTime()).toBeGreaterThan(now.getTime());
              expect(advanced.run.nextDueAt.getTime()).toBeLessThanOrEqual(lastTick.getTime() + 120_000);
            }
          }
          // Unanswered means an active run, answered means none; an agency is always responsible.
          expect(run !== null).toBe(isUnanswered(incident.status));
          expect(incident.responsibleAgencyId).not.toBe('');
          expect(current.answers).toBeLessThanOrEqual(1);
          counted.answers += current.answers;
        }
      },
    ),
    { seed: 20_261_124, numRuns: 400 },
  );
  // Otherwise the property would have checked nothing.
  expect(counted.executions).toBeGreaterThan(1000);
  expect(counted.runs).toBeGreaterThan(400);
  expect(counted.refused).toBeGreaterThan(400);
});
