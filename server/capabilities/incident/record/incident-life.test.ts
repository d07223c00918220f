import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DISPOSITIONS, isOpen, isUnanswered } from '#contract/incident-status';
import {
  anIncidentThatIs,
  anIncidentValue,
  aRouting,
  minutesLater,
  NIGHT,
  PRACHA,
  SOMJAI,
} from '#support/incident-values';
import { mergeInto, unmerge } from '../life/merge.ts';
import { takeOver } from '../life/take-over.ts';
import { acceptTransfer, declineTransfer, requestTransfer } from '../life/transfer.ts';
import * as rules from './incident.ts';

type Step = (incident: rules.Incident, now: Date) => rules.Incident;

const minutes = fc.integer({ min: 1, max: 240 });
const officer = fc.constantFrom(SOMJAI, PRACHA);
const station = fc.constantFrom('b', 'c', 'd');
/** Everything that officers and reporters can do, in any order, even without sense. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(officer, minutes).map(
    ([by, eta]): Step =>
      (it, now) =>
        rules.acknowledge(it, by, eta, now),
  ),
  minutes.map(
    (eta): Step =>
      (it, now) =>
        rules.changeEta(it, eta, now),
  ),
  officer.map(
    (by): Step =>
      (it, now) =>
        rules.assignUnit(it, 'สายตรวจ 1', { by, now }),
  ),
  officer.map(
    (by): Step =>
      (it, now) =>
        rules.markEnRoute(it, { by, now }),
  ),
  officer.map(
    (by): Step =>
      (it, now) =>
        rules.markOnScene(it, { by, now }),
  ),
  fc.tuple(officer, fc.constantFrom(...DISPOSITIONS)).map(
    ([by, what]): Step =>
      (it, now) =>
        rules.resolve(it, what, null, by, now),
  ),
  fc.constant<Step>(rules.close),
  fc.constant<Step>(rules.reopen),
  fc.constant<Step>((it, now) => rules.requestCancel(it, 'safe-now', now)),
  fc.constant<Step>(rules.withdrawCancel),
  fc.constant<Step>(rules.cancel),
  station.map(
    (to): Step =>
      (it, now) =>
        requestTransfer(it, to, SOMJAI, 'ใกล้กว่า', now),
  ),
  fc.constant<Step>((it, now) =>
    acceptTransfer(it, aRouting({ responsibleAgencyId: it.transfer?.toAgencyId ?? '' }), now),
  ),
  fc.constant<Step>(declineTransfer),
  fc.tuple(station, officer, fc.option(minutes)).map(
    ([to, by, etaMinutes]): Step =>
      (it, now) =>
        takeOver(it, aRouting({ responsibleAgencyId: to }), { by, etaMinutes, now }),
  ),
  fc.constant<Step>((it) => mergeInto(it, anIncidentThatIs('open', { id: 'incident-2' }))),
  fc.constant<Step>(unmerge),
);

/** What must be true of an incident whatever happened to it. */
function expectSound(incident: rules.Incident, before: rules.Incident) {
  const { status } = incident;
  expect(incident.responsibleAgencyId).not.toBe('');
  if (isOpen(status) && !isUnanswered(status)) expect(incident.acknowledgedAt && incident.acknowledgedBy).toBeTruthy();
  if (status === 'resolved' || status === 'closed') {
    expect(incident.disposition && incident.resolvedAt && incident.resolvedBy && incident.acknowledgedAt).toBeTruthy();
    expect(incident.etaAt).toBeNull();
  }
  if (status === 'closed') expect(incident.closedAt).not.toBeNull();
  if (isUnanswered(status))
    expect([incident.acknowledgedAt, incident.etaAt, incident.disposition]).toEqual([null, null, null]);
  expect(status === 'merged').toBe(incident.mergedInto !== null);
  if (incident.transfer) expect(isOpen(status)).toBe(true);
  if (incident.reopenCount > 0) expect(incident.priority).toBe('critical');
  expect(incident.reopenCount).toBeGreaterThanOrEqual(before.reopenCount);
  expect(incident.pastAgencyIds).not.toContain(incident.responsibleAgencyId);
  expect(incident.alertedAt.getTime()).toBeGreaterThanOrEqual(before.alertedAt.getTime());
}

test('whatever officers and reporters do, in any order, an incident stays consistent', () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }), (steps) => {
      let incident = anIncidentValue({ responsibleAgencyId: 'a' });
      let now = NIGHT;
      for (const take of steps) {
        now = minutesLater(1, now);
        const before = structuredClone(incident);
        try {
          const next = take(incident, now);
          expectSound(next, before);
          // A rule returns a new value and does not change the old one.
          expect(incident).toEqual(before);
          incident = next;
          taken += 1;
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^incident\//) });
        }
      }
    }),
    { seed: 20_260_105, numRuns: 400 },
  );
  // Otherwise the property would have tested refusals only.
  expect(taken).toBeGreaterThan(3000);
});
