import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident } from '../support/an-incident.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// Whatever officers do to one another: every open incident has exactly one responsible agency at every moment, and what
// was given away does not come back by being given.

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

type Act = { by: (typeof names)[number]; act: string; station: string };
const anAct: fc.Arbitrary<Act> = fc.record({
  by: fc.constantFrom(...names),
  act: fc.constantFrom(
    ...['transfer', 'transfer', 'transfer', 'accept', 'accept', 'accept', 'decline', 'acknowledge', 'take-over'],
    ...['stations', 'release', 'asleep', 'awake', 'en-route', 'on-scene', 'resolve', 'reopen'],
  ),
  station: fc.constantFrom(...STATIONS),
});

const DUTY_OF: Record<string, string> = { PS65003: 'duty1', PS65013: 'duty-wangthong', PS65014: 'duty-wangnamkhu' };
/** An answer is given by who was asked, as in life; by a stranger it is refused, and then nothing is tried. */
async function answererOf(incidentId: string, by: string): Promise<string> {
  const { target } = await leadsOf(incidentId);
  const [code] = [...stations].find(([, id]) => id === target) ?? [];
  return (code && DUTY_OF[code]) ?? by;
}

async function perform(incidentId: string, { by, act, station }: Act) {
  const officer = officers.get(['accept', 'decline'].includes(act) ? await answererOf(incidentId, by) : by);
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
  const [address, body] = bodies[act] ?? [`${path}/${act}`, {}];
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

test('random transfers, answers, take-overs and helpers: always exactly one lead, and no loops', async () => {
  const done = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(anAct, { minLength: 1, maxLength: 2 }), { minLength: 4, maxLength: 14 }),
      async (rounds) => {
        const { id } = await anIncident(system).happens();
        for (const acts of rounds) {
          const before = await leadsOf(id);
          system.clock.advance(1000);
          // Two at the same moment: whoever is second finds it as the first left it.
          const answers = await Promise.all(acts.map((act) => perform(id, act)));
          for (const [at, answer] of answers.entries()) {
            expect(answer?.status).toBeLessThan(500);
            const act = acts[at]?.act ?? '';
            if (answer?.status === 200) done.set(act, (done.get(act) ?? 0) + 1);
          }
          const after = await leadsOf(id);
          expect(after.responsible).toEqual([after.lead]);
          expect(after.past).not.toContain(after.lead);
          expect(after.target).not.toBe(after.lead);
          if (after.target) expect(after.past).not.toContain(after.target);
          const isGiven = acts.every(({ act }) => act === 'accept') && before.lead !== after.lead;
          if (isGiven) expect(before.past).not.toContain(after.lead);
        }
      },
    ),
    { seed: 20261122, numRuns: 40, endOnFailure: true },
  );
  // A property that nothing happens in would hold as well.
  for (const act of ['acknowledge', 'transfer', 'accept', 'take-over', 'stations'])
    expect(done.get(act) ?? 0, act).toBeGreaterThan(2);
}, 240_000);
