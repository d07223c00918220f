import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFailedReferral, REFERRAL_OUTCOMES, type ReferralOutcome } from '#contract/referral';
import { AppError } from '#platform/app-error';
import { marksOf } from './marks.ts';
import {
  accept,
  complete,
  confirm,
  consequenceOf,
  decideDecline,
  decline,
  draftReferral,
  expire,
  fail,
  hold,
  holdsNeed,
  offer,
  type Referral,
  resume,
  start,
  update,
  withdraw,
} from './referral.ts';

// A need is never lost: whatever people and clocks do, in whatever order, it is held by exactly one referral, has an outcome by
// somebody's word, or is on the sender's list with something to do first.

const begin = new Date('2026-11-28T03:00:00Z');
const HOUR = 3_600_000;
const given = (statutory: boolean, urgency: 'emergency' | 'urgent' | 'normal') => ({
  ...{ id: 'one', caseId: 'case', caseCode: 'CS', incidentId: null, needId: 'need', needCode: 'housing' as const },
  ...{ fromAgencyId: 'centre', toAgencyId: 'shelter', serviceId: null, serviceCode: 'shelter' as const, statutory },
  ...{ urgency, ageBand: 'unknown' as const, isMinor: false, silent: false, place: {} as Referral['place'] },
  ...{ papers: [], bundleId: null, createdByPersonId: 'worker' },
});

type Step = (one: Referral, now: Date) => Referral;
const outcomes = Object.keys(REFERRAL_OUTCOMES) as ReferralOutcome[];
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom<Step>(accept, start, resume, update, offer, expire),
  fc.constant<Step>((one, now) => decline(one, 'no-capacity', 'clerk', now)),
  fc.boolean().map(
    (agrees): Step =>
      (one, now) =>
        decideDecline(one, agrees, 'boss', now),
  ),
  fc.constant<Step>((one, now) => withdraw(one, 'consent-withdrawn', now)),
  fc.constant<Step>((one, now) => fail(one, 'could-not-contact', now)),
  fc.constant<Step>((one, now) => hold(one, 'away', now.toISOString().slice(0, 10), now)),
  fc.constantFrom(...outcomes).map(
    (outcome): Step =>
      (one, now) =>
        complete(one, { outcome, on: '2026-11-01' }, now),
  ),
  fc.constantFrom('received' as const, 'partly' as const, 'not-received' as const).map(
    (answer): Step =>
      (one, now) =>
        confirm(one, { answer, way: 'line' }, now),
  ),
);

test('for any sequence of answers, failures and clocks the need is held, met by the person’s word, or on the sender’s list', () => {
  let ended = 0;
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.constantFrom('emergency' as const, 'urgent' as const, 'normal' as const),
      fc.array(fc.record({ step, hours: fc.integer({ min: 0, max: 400 }) }), { maxLength: 14 }),
      (statutory, urgency, life) => {
        let now = begin;
        let one: Referral = { ...offer(draftReferral(given(statutory, urgency), now), now), code: 'RF' };
        for (const { step: change, hours } of life) {
          now = new Date(now.getTime() + hours * HOUR);
          const wasAccepted = one.acceptedAt;
          // The clocks come first, as the job does; none of them accepts.
          for (const marked of marksOf(one, now)) one = marked.now;
          expect(one.acceptedAt).toBe(wasAccepted);
          try {
            one = change(one, now);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
          }
          const isMet = one.status === 'completed' && one.confirmation === 'received';
          const isOnList = consequenceOf(one) !== null;
          expect([holdsNeed(one), isMet, isOnList].filter(Boolean)).toHaveLength(1);
          if (isFailedReferral(one.status)) expect(isOnList).toBe(true);
          if (one.endedAt) ended += 1;
        }
      },
    ),
    { numRuns: 2000 },
  );
  expect(ended).toBeGreaterThan(1000);
});

test('what is due is said once, also after a long silence: reminder, end, province, in this order', () => {
  const offered: Referral = { ...offer(draftReferral(given(false, 'urgent'), begin), begin), code: 'RF' };
  const late = new Date(begin.getTime() + 1000 * HOUR);
  const marked = marksOf(offered, late);
  expect(marked.map(({ mark }) => mark)).toEqual(['reminded', 'expired', 'province-told']);
  expect(marksOf(marked.at(-1)?.now as Referral, late)).toEqual([]);
});
