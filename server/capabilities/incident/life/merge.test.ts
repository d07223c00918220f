import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canChange, INCIDENT_STATUSES, isDuressUnseen, isOpen } from '#contract/incident-status';
import { anIncidentThatIs, NEXT_STATION, NIGHT, SOMJAI } from '#support/incident-values';
import { absorb, mergeInto, unmerge } from './merge.ts';

const status = fc.constantFrom(...INCIDENT_STATUSES);
const target = anIncidentThatIs('open', { id: 'incident-2' });

test('after undoing a merge an incident is what it was before, except that a pending transfer is cancelled', () => {
  fc.assert(
    fc.property(status, fc.boolean(), fc.boolean(), (before, silent, asked) => {
      fc.pre(canChange(before, 'merge'));
      const transfer = { toAgencyId: NEXT_STATION, requestedAt: NIGHT.toISOString(), by: SOMJAI, reason: 'ทดสอบ' };
      const incident = anIncidentThatIs(before, { silent, transfer: asked ? transfer : null });
      const merged = mergeInto(incident, target);
      expect(merged).toMatchObject({
        status: 'merged',
        mergedInto: target.id,
        responsibleAgencyId: incident.responsibleAgencyId,
      });
      expect(unmerge(merged)).toEqual({ ...incident, transfer: null });
    }),
    { seed: 20_260_102, numRuns: 200 },
  );
});

test('only open work is merged, into other open work', () => {
  for (const own of INCIDENT_STATUSES) {
    for (const other of INCIDENT_STATUSES) {
      const merge = () => mergeInto(anIncidentThatIs(own), anIncidentThatIs(other, { id: 'incident-2' }));
      if (isOpen(own) && isOpen(other)) expect(merge().status).toBe('merged');
      else expect(merge, `${own} into ${other}`).toThrow('incident/merge-not-possible');
    }
  }
  expect(() => mergeInto(target, target)).toThrow('incident/merge-not-possible');
  expect(() => unmerge(target)).toThrow('incident/not-merged');
});

test('an unseen duress signal goes on ringing in the merge target', () => {
  const seen = { duressAt: NIGHT, duressSeenAt: NIGHT };
  const unseen = { duressAt: NIGHT, duressSeenAt: null };
  const [a, b] = [anIncidentThatIs('en-route', seen), anIncidentThatIs('open', { id: 'incident-3', ...unseen })];
  expect(isDuressUnseen(absorb(a, b))).toBe(true);
  expect(isDuressUnseen(absorb({ ...a, ...unseen }, { ...b, duressAt: null }))).toBe(true);
  expect(isDuressUnseen(absorb(a, { ...b, ...seen }))).toBe(false);
});

test('the target takes over silence and urgency, and loses none of its own', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), (silent, quiet, critical, urgent) => {
      const into = anIncidentThatIs('open', {
        id: 'incident-2',
        silent,
        priority: silent || critical ? 'critical' : 'urgent',
      });
      const other = anIncidentThatIs('open', { silent: quiet, priority: quiet || urgent ? 'critical' : 'urgent' });
      const absorbed = absorb(into, other);
      expect(absorbed.silent).toBe(silent || quiet);
      expect(absorbed.priority).toBe(silent || quiet || critical || urgent ? 'critical' : 'urgent');
      expect(absorbed).toMatchObject({ id: into.id, status: into.status, lat: into.lat, lng: into.lng });
    }),
    { seed: 20_260_103 },
  );
});
