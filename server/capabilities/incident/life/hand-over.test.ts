import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_HAND_OVER } from '#contract/incident-actions';
import { DISPOSITIONS } from '#contract/incident-status';
import { INCIDENT_TYPES } from '#contract/incident-type';
import { decideHandOver } from './hand-over.ts';
import { flagsFrom } from './safety.ts';

const anEnd = fc.record({
  type: fc.constantFrom(...INCIDENT_TYPES),
  disposition: fc.constantFrom(...DISPOSITIONS),
  isExercise: fc.boolean(),
});
const flags = fc
  .record({ children: fc.boolean(), hurt: fc.boolean() })
  .map((some) => ({ ...flagsFrom([], []), ...some }));
const anAnswer = fc.record({
  victims: fc.option(fc.boolean()),
  children: fc.option(fc.boolean()),
});
const aReason = fc.option(fc.constantFrom(...NO_HAND_OVER));
const seed = 20261122;

test('aftercare is opened or a reason is recorded whenever somebody needs care', () => {
  fc.assert(
    fc.property(anEnd, flags, anAnswer, aReason, (ended, known, stated, reason) => {
      fc.pre(!ended.isExercise);
      const decide = () => decideHandOver(ended, known, stated, reason);
      let decision: ReturnType<typeof decide>;
      try {
        decision = decide();
      } catch (error) {
        expect(error).toMatchObject({ code: 'incident/hand-over-reason-needed' });
        expect(reason).toBeNull();
        return;
      }
      if (ended.disposition === 'handed-to-care') expect(decision.handsOver).toBe(true);
      else if (decision.victims || decision.children) expect(decision.handsOver || decision.reason !== null).toBe(true);
      // A reporter’s answer is not overridden without a reason.
      const isReal = !['false-report', 'test', 'duplicate'].includes(ended.disposition);
      if (isReal && (known.children || known.hurt)) expect(decision.handsOver || decision.reason !== null).toBe(true);
    }),
    { seed },
  );
});

test('an exercise is never handed over', () => {
  fc.assert(
    fc.property(anEnd, flags, anAnswer, aReason, (ended, known, stated, reason) => {
      expect(decideHandOver({ ...ended, isExercise: true }, known, stated, reason).handsOver).toBe(false);
    }),
    { seed },
  );
});

test('without an answer care is assumed: handled violence has a victim, a mistake has none', () => {
  const silent = { victims: null, children: null };
  const nothing = flagsFrom([], []);
  const end = (
    disposition: (typeof DISPOSITIONS)[number],
    type: (typeof INCIDENT_TYPES)[number] = 'threat-or-assault',
  ) => decideHandOver({ type, disposition, isExercise: false }, nothing, silent, null).handsOver;
  expect([end('handled'), end('arrest'), end('handed-to-care')]).toEqual([true, true, true]);
  expect([end('unfounded'), end('false-report'), end('test'), end('gone-on-arrival')]).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect([end('handled', 'riotous-gathering'), end('handed-to-care', 'riotous-gathering')]).toEqual([false, true]);
});
