import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Me } from '../../contract/access.ts';
import { incidentQueueSchema } from '../../contract/incident.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { sql } from '../../server/platform/database/database.ts';
import { newId } from '../../server/platform/ids.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { type Officer, until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// Whatever happens to incidents: a shared board, of which only what the log names is read again, is the board that is
// built anew. Nobody's own clock or order of events may show.

const system = await openTestSystem({ escalation: 'off' });
const NAMES = ['duty1', 'duty-wangthong', 'superintendent', 'centre191', 'commander', 'desk1300', 'patrol1'] as const;
type Name = (typeof NAMES)[number];
const officers = Object.fromEntries(
  await Promise.all(NAMES.map(async (name) => [name, await system.officer(name)] as const)),
) as Record<Name, Officer>;
const me = async (name: string) => (await (await system.officer(name)).get<Me>('/api/v1/me')).body;
const ids = Object.fromEntries(await Promise.all(NAMES.map(async (name) => [name, (await me(name)).id] as const)));
const [colleague, guest] = [(await me('duty2')).id, (await me('guest-hospital')).id];
const agencyOf = async (name: string) => (await me(name)).memberships[0]?.agency.id;
const [muang, wangThong] = [await agencyOf('duty1'), await agencyOf('duty-wangthong')];

// Over for good: an invitation to it changes nothing that is on a board.
const ended = await anIncident(system)
  .acknowledgedBy(officers.duty1)
  .resolvedBy(officers.duty1)
  .closedBy(officers.duty1)
  .happens();
const happened = [
  await anIncident(system).happens(),
  await anIncident(system).reportedAt(PLACES.nearWangThong).silent().happens(),
  await anIncident(system).reportedAt(PLACES.wangThong).happens(),
];

/** The same board as if it were of this person alone, as of everybody who is invited somewhere; nothing is logged. */
async function builtAnew(name: Name) {
  const id = newId();
  await sql`INSERT INTO incident.guests (id, incident_id, person_id, until, by_person_id, reason, at)
    VALUES (${id}, ${ended.id}, ${ids[name]}, now() + interval '1 year', ${ids[name]}, 'test', now())`.execute(
    system.owner,
  );
  try {
    return await officers[name].queue();
  } finally {
    await sql`DELETE FROM incident.guests WHERE id = ${id}`.execute(system.owner);
  }
}

/** The shared board and the one built anew, of one moment: nothing was logged between them. */
const boardsOf = (name: Name) =>
  until(async () => {
    const [before, anew, shared] = [await officers[name].queue(), await builtAnew(name), await officers[name].queue()];
    return before.cursor === shared.cursor ? { before, anew, shared } : undefined;
  });

const ACTIONS = [
  ...['acknowledge', 'eta', 'assign', 'send', 'en-route', 'on-scene', 'resolve', 'close', 'reopen', 'type', 'place'],
  ...['transfer', 'accept', 'decline', 'take-over', 'stations', 'release', 'merge', 'unmerge', 'message', 'text'],
  ...['withhold', 'lift', 'invite', 'uninvite', 'open'],
] as const;
/** An attempt of anybody else would be refused and test nothing. */
const BY_SUPERINTENDENT = new Set<string>(['withhold', 'lift', 'invite', 'uninvite']);
type Action = { by: Name; action: (typeof ACTIONS)[number]; on: number; other: number };
const anAction: fc.Arbitrary<Action> = fc.record({
  by: fc.constantFrom('duty1', 'duty-wangthong', 'superintendent', 'centre191'),
  action: fc.constantFrom(...ACTIONS),
  on: fc.nat(7),
  other: fc.nat(7),
});
/** What chance may leave out. */
const byDuty = (action: Action['action'], on: number, other = 0): Action => ({ by: 'duty1', action, on, other });
const CERTAIN: [Action[]][] = [
  [[byDuty('merge', 0, 1), byDuty('acknowledge', 1), byDuty('unmerge', 0), byDuty('transfer', 1)]],
  [[byDuty('withhold', 0), byDuty('invite', 0), byDuty('resolve', 0), byDuty('open', 1), byDuty('close', 0)]],
  [[byDuty('lift', 0), byDuty('uninvite', 0), byDuty('reopen', 0), byDuty('merge', 0, 3)]],
];
const done = new Map<string, number>();

async function perform({ by, action, on, other }: Action): Promise<void> {
  const officer = officers[BY_SUPERINTENDENT.has(action) ? 'superintendent' : by];
  const incident = happened[on % happened.length];
  const second = happened[other % happened.length];
  if (!incident || !second) return;
  const path = `/api/v1/incidents/${incident.id}`;
  const reason = 'ตามที่ตกลง';
  if (action === 'open') {
    happened.push(
      await anIncident(system)
        .reportedAt(on % 2 ? PLACES.muang : PLACES.nearWangThong)
        .happens(),
    );
    return;
  }
  if (action === 'text') {
    await incident.phone.sendText('เร็วหน่อย');
    return;
  }
  if (action === 'lift' || action === 'uninvite') return lift(officer, path, action);
  const bodies: Partial<Record<Action['action'], [path: string, body: object]>> = {
    acknowledge: ['/acknowledge', { etaMinutes: 9 }],
    eta: ['/eta', { etaMinutes: 12 }],
    assign: ['/assign', { unitName: 'ชุด 1' }],
    send: ['/assign', { unitName: 'ชุด 2', officerIds: [ids.patrol1] }],
    resolve: ['/resolve', { disposition: 'handled' }],
    reopen: ['/reopen', { reason }],
    type: ['/type', { type: on % 2 ? 'confinement' : 'unknown' }],
    place: ['/place-detail', { detail: `หลังวัด ${other}`, was: null }],
    transfer: ['/transfer', { agencyId: on % 2 ? wangThong : muang, reason }],
    accept: ['/transfer-answer', { accept: true }],
    decline: ['/transfer-answer', { accept: false }],
    'take-over': ['/take-over', { reason }],
    stations: ['/stations', { agencyId: wangThong, reason }],
    release: [`/stations/${wangThong}/release`, {}],
    merge: ['/merge', { intoIncidentId: second.id }],
    message: ['/messages', { text: 'กำลังไป' }],
    withhold: ['/conflicts', { personId: colleague, kind: 'named', reason }],
    invite: ['/guests', { personId: guest, until: dayIn(2), reason }],
  };
  const [rest, body] = bodies[action] ?? [`/${action}`, {}];
  const { status } = await officer.post(`${path}${rest}`, body);
  if (status === 200) done.set(action, (done.get(action) ?? 0) + 1);
}

async function lift(officer: Officer, path: string, action: 'lift' | 'uninvite'): Promise<void> {
  if (action === 'lift') {
    const { conflicts = [] } = (await officer.get<{ conflicts?: { id: string }[] }>(`${path}/conflicts`)).body;
    for (const { id } of conflicts) await officer.post(`${path}/conflicts/${id}/lift`, { reason: 'ชื่อซ้ำ' });
    return;
  }
  const { guests = [] } = (await officer.get<{ guests?: { id: string }[] }>(`${path}/guests`)).body;
  for (const { id } of guests) await officer.post(`${path}/guests/${id}/end`, {});
}

test('after any sequence of changes, each shared board is the one built anew, in its order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anAction, { minLength: 4, maxLength: 8 }), async (actions) => {
      for (const action of actions) {
        await perform(action);
        // Between changes somebody looks, so that boards are renewed by few entries and by many.
        await officers[action.by].queue();
      }
      for (const name of NAMES) {
        const { before, anew, shared } = await boardsOf(name);
        expect(before.incidents, name).toEqual(anew.incidents);
        expect(shared.incidents, name).toEqual(anew.incidents);
        expect(incidentQueueSchema.parse(shared)).toEqual(shared);
      }
    }),
    { seed: 20_261_128, numRuns: 12, examples: CERTAIN, endOnFailure: true },
  );
  // A sequence of refusals would show nothing.
  const certain = ['merge', 'unmerge', 'acknowledge', 'transfer', 'withhold', 'invite', 'resolve', 'close', 'reopen'];
  expect([...done.keys()]).toEqual(expect.arrayContaining(certain));
});

function dayIn(days: number): string {
  return addDays(thaiDayOf(system.clock.now()), days);
}
