import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident } from '../support/an-incident.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// Whatever officers do: every open incident has exactly one responsible agency at every moment, and an agency that gave
// it away does not get it back by a transfer.

const system = await openTestSystem();
const names = ['duty1', 'duty-wangthong', 'duty-wangnamkhu', 'centre191', 'commander', 'desk1300'] as const;
const officers = new Map<string, Officer>();
for (const name of names) officers.set(name, await system.officer(name));
const STATIONS = ['PS65003', 'PS65013', 'PS65014'];
const stations = new Map(
  (
    await rows(
      system.owner,
      sql<{ id: string; code: string }>`SELECT id, code FROM jurisdiction.agencies WHERE code = ANY(${STATIONS})`,
    )
  ).map(({ id, code }) => [code, id]),
);

type Action = { by: (typeof names)[number]; action: string; station: string };
const anAction: fc.Arbitrary<Action> = fc.record({
  by: fc.constantFrom(...names),
  action: fc.constantFrom(
    ...['transfer', 'transfer', 'transfer', 'accept', 'accept', 'accept', 'decline', 'acknowledge', 'take-over'],
    ...['stations', 'release', 'asleep', 'awake', 'en-route', 'on-scene', 'resolve', 'reopen'],
  ),
  station: fc.constantFrom(...STATIONS),
});

const DUTY_OF: Record<string, string> = { PS65003: 'duty1', PS65013: 'duty-wangthong', PS65014: 'duty-wangnamkhu' };
/** The agency that was asked answers; an answer of anybody else would be refused and test nothing. */
async function answererOf(incidentId: string, by: string): Promise<string> {
  const { target } = await leadsOf(incidentId);
  const [code] = [...stations].find(([, id]) => id === target) ?? [];
  return (code && DUTY_OF[code]) ?? by;
}

async function perform(incidentId: string, { by, action, station }: Action) {
  const officer = officers.get(['accept', 'decline'].includes(action) ? await answererOf(incidentId, by) : by);
  const agencyId = stations.get(station) ?? '';
  const path = `/api/v1/incidents/${incidentId}`;
  const bodies: Record<string, [path: string, body: object]> = {
    acknowledge: [`${path}/acknowledge`, { etaMinutes: 9 }],
    transfer: [`${path}/transfer`, { agencyId, reason: 'ใกล้กว่า' }],
    accept: [`${path}/transfer-answer`, { accept: true }],
    decline: [`${path}/transfer-answer`, { accept: false }],
    'take-over': [`${path}/take-over`, { reason: 'สถานีไม่ตอบ' }],
    stations: [`${path}/stations`, { agencyId, reason: 'ขอกำลังเพิ่ม' }],
    release: [`${path}/stations/${agencyId}/release`, {}],
    asleep: [`/api/v1/agencies/${agencyId}/readiness`, { readiness: 'nobody-on-duty' }],
    awake: [`/api/v1/agencies/${agencyId}/readiness`, { readiness: 'ready' }],
    resolve: [`${path}/resolve`, { disposition: 'handled' }],
    reopen: [`${path}/reopen`, { reason: 'ยังไม่จบ' }],
  };
  const [address, body] = bodies[action] ?? [`${path}/${action}`, {}];
  return officer?.post<{ code?: string }>(address, body);
}

async function leadsOf(incidentId: string) {
  const [found] = await rows(
    system.owner,
    sql<{ lead: string; past: string[]; target: string | null; responsible: string[] }>`
      SELECT responsible_agency_id AS lead, past_agency_ids AS past, transfer ->> 'toAgencyId' AS target,
        ARRAY(SELECT agency_id::text FROM incident.involvements AS involved
          WHERE involved.incident_id = incident.id AND role = 'responsible') AS responsible
      FROM incident.incidents AS incident WHERE id = ${incidentId}`,
  );
  if (!found) throw new Error('the incident is gone');
  return found;
}

test('random transfers, answers, take-overs and supporting stations: always exactly one lead, and no loops', async () => {
  const done = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(anAction, { minLength: 1, maxLength: 2 }), { minLength: 4, maxLength: 14 }),
      async (rounds) => {
        const { id } = await anIncident(system).happens();
        for (const actions of rounds) {
          const before = await leadsOf(id);
          system.clock.advance(1000);
          // Two at the same moment: the second one finds what the first one left.
          const answers = await Promise.all(actions.map((each) => perform(id, each)));
          for (const [at, answer] of answers.entries()) {
            expect(answer?.status).toBeLessThan(500);
            const action = actions[at]?.action ?? '';
            if (answer?.status === 200) done.set(action, (done.get(action) ?? 0) + 1);
          }
          const after = await leadsOf(id);
          expect(after.responsible).toEqual([after.lead]);
          expect(after.past).not.toContain(after.lead);
          expect(after.target).not.toBe(after.lead);
          if (after.target) expect(after.past).not.toContain(after.target);
          const isGiven = actions.every(({ action }) => action === 'accept') && before.lead !== after.lead;
          if (isGiven) expect(before.past).not.toContain(after.lead);
        }
      },
    ),
    { seed: 20261122, numRuns: 40, endOnFailure: true },
  );
  // The property would also hold if nothing happened.
  for (const action of ['acknowledge', 'transfer', 'accept', 'take-over', 'stations'])
    expect(done.get(action) ?? 0, action).toBeGreaterThan(2);
}, 240_000);
