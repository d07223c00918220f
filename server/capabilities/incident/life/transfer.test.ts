import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INCIDENT_STATUSES, isOpen } from '#contract/incident-status';
import {
  anIncidentThatIs,
  anIncidentValue,
  aRouting,
  minutesLater,
  NEXT_STATION,
  SOMJAI,
  STATION,
} from '#support/incident-values';
import type { Incident } from '../record/incident.ts';
import { acceptTransfer, declineTransfer, requestTransfer } from './transfer.ts';

const NOW = minutesLater(5);
const ask = (incident: Incident, to = NEXT_STATION) => requestTransfer(incident, to, SOMJAI, 'ใกล้กว่า', NOW);
const accept = (incident: Incident) =>
  acceptTransfer(incident, aRouting({ responsibleAgencyId: incident.transfer?.toAgencyId ?? '' }), NOW);

test.each(INCIDENT_STATUSES)('a transfer can be requested only while the incident is open: %s', (status) => {
  const incident = anIncidentThatIs(status);
  if (isOpen(status)) expect(ask(incident).transfer).toMatchObject({ toAgencyId: NEXT_STATION, by: SOMJAI });
  else expect(() => ask(incident)).toThrow('incident/change-not-allowed');
});

test('until it is accepted the present station stays responsible, also when it is declined', () => {
  const asked = ask(anIncidentThatIs('acknowledged'));
  expect(asked).toMatchObject({ responsibleAgencyId: STATION, status: 'acknowledged' });
  expect(declineTransfer(asked)).toEqual({ ...asked, transfer: null });
});

test('once accepted, the alarm rings at the receiver, without traces of the former round', () => {
  const asked = ask(
    anIncidentThatIs('on-scene', { unitName: 'สายตรวจ 1', enRouteAt: NOW, onSceneAt: NOW, etaAt: NOW }),
  );
  expect(accept(asked)).toMatchObject({
    responsibleAgencyId: NEXT_STATION,
    status: 'open',
    alertedAt: NOW,
    acknowledgedAt: null,
    acknowledgedBy: null,
    etaAt: null,
    unitName: null,
    enRouteAt: null,
    onSceneAt: null,
    transfer: null,
    pastAgencyIds: [STATION],
  });
});

test('one transfer at a time, and none to the responsible agency', () => {
  expect(() => ask(ask(anIncidentValue()))).toThrow('incident/transfer-pending');
  expect(() => ask(anIncidentValue(), STATION)).toThrow('incident/transfer-not-possible');
  expect(() => accept(anIncidentValue())).toThrow('incident/no-transfer-pending');
  expect(() => declineTransfer(anIncidentValue())).toThrow('incident/no-transfer-pending');
});

test('whatever is requested, accepted and declined: always one owner, never twice the same station', () => {
  const stations = ['a', 'b', 'c', 'd', 'e'];
  const step = fc.oneof(
    fc.record({ kind: fc.constant('ask' as const), to: fc.constantFrom(...stations) }),
    fc.constantFrom({ kind: 'accept' as const }, { kind: 'decline' as const }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let incident = anIncidentValue({ responsibleAgencyId: 'a' });
      const owners = ['a'];
      for (const each of steps) {
        try {
          incident =
            each.kind === 'ask'
              ? ask(incident, each.to)
              : each.kind === 'accept'
                ? accept(incident)
                : declineTransfer(incident);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^incident\/(no-)?transfer-/) });
        }
        expect(stations).toContain(incident.responsibleAgencyId);
        if (incident.responsibleAgencyId !== owners.at(-1)) owners.push(incident.responsibleAgencyId);
      }
      expect(new Set(owners).size).toBe(owners.length);
      expect(incident.pastAgencyIds).toEqual(owners.slice(0, -1));
    }),
    { seed: 20_260_101, numRuns: 500 },
  );
});
