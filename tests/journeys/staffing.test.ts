import { expect, test } from 'vitest';
import type { RosterNeed, Simulation, SimulationList, Staffing, StaffingQuestion } from '../../contract/staffing.ts';
import { computeErlangC } from '../../server/capabilities/insight/methods/erlang-c.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import type { Officer } from '../support/officer.ts';
import { aYearOf, unitsOf, unitsSent } from '../support/past-incidents.ts';
import { openTestSystem } from '../support/test-system.ts';

// Units for a province: what is known and assumed, what a simulation answers, and what becomes of its proposal.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const stationOf = async (code: string) =>
  (await getRow(db, sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${code}`)).id;
const TARGET = { minutes: 15, share: 0.9, team: false };

async function must<Body>(asked: Promise<{ status: number; body: Body }>, expected = 200): Promise<Body> {
  const { status, body } = await asked;
  expect({ status, body }).toMatchObject({ status: expected });
  return body;
}
/** Asks with few replications and waits for all of them. */
async function simulates(
  by: Officer,
  province: string,
  question: StaffingQuestion,
  { target = TARGET, ...chance }: { target?: typeof TARGET; seed?: number; replications?: number } = {},
): Promise<Simulation> {
  const body = { province, question, target, seed: 7, replications: 24, ...chance };
  const { id } = await must(by.post<{ id: string }>('/api/v1/insight/simulations', body), 202);
  return system.until(async () => {
    const one = await must(by.get<Simulation>(`/api/v1/insight/simulations/${id}`));
    return one.state === 'waiting' ? undefined : one;
  });
}

test('a station with one kind of call, one unit for each and exponential times waits as Erlang C says', async () => {
  const desk = await system.officer('desk1300');
  const [province, agencyId] = ['64', await stationOf('PS64001')];
  await aYearOf(db, system.clock.now(), { agencyId, province, perHour: 2, sceneMinutes: 30 });
  const unitId = await unitsOf(db, agencyId, 2);
  await unitsSent(db, agencyId, unitId, 40);
  const target = { minutes: 5, share: 0.9, team: false };
  const { staffing, result, state } = await simulates(
    desk,
    province,
    { kind: 'as-is' },
    {
      ...{ target, replications: 200 },
    },
  );
  expect(state).toBe('done');
  expect(staffing).toMatchObject({ n: 17_472, isEnough: true });
  expect(staffing.stations.filter(({ isNeighbour }) => !isNeighbour)).toMatchObject([
    { agencyId, n: 17_472, units: 2, basis: 'units', wayMinutes: 0, waySource: 'station' },
  ]);
  expect(staffing.callsByHour[100]).toBeCloseTo(2, 9);
  const exact = computeErlangC(2, 30, 2);
  if (exact === 'overloaded') throw new Error(exact);
  const near = (value: number | undefined, other: number, part: number) =>
    expect(Math.abs((value ?? 0) / other - 1)).toBeLessThan(part);
  near(result?.before?.within?.value, exact.shareWithin(5), 0.02);
  near(result?.before?.byStation[0]?.utilisation, exact.utilisation, 0.02);
  near(result?.before?.waitMinutes?.value, exact.meanWaitMinutes, 0.03);
});

test('one unit less at night is never faster; the same seed has the same answer, and few incidents none', async () => {
  const analyst = await system.officer('analyst');
  const agencyId = await stationOf('PS65003');
  await aYearOf(db, system.clock.now(), {
    ...{ agencyId, province: '65', perHour: 1.2, sceneMinutes: 40, handlingSeconds: 120, waySeconds: 300 },
  });
  const known = await must(analyst.get<Staffing>('/api/v1/insight/staffing?province=65'));
  const own = known.stations.find((one) => one.agencyId === agencyId);
  // Two of its three units have somebody planned on patrol.
  expect(own).toMatchObject({ units: 3, basis: 'roster', wayMinutes: 5 });
  expect(new Set(own?.unitsByHour)).toEqual(new Set([2]));
  expect(known.assumptions.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['roster-week', 'handling-observed', 'scene-observed', 'two-units-assumed', 'urgency']),
  );

  const fewer = { kind: 'fewer', agencyId, shift: 'night' } as const;
  const one = await simulates(analyst, '65', fewer);
  expect(one.result?.change?.high).toBeLessThan(0);
  expect(one.result?.units.hoursAfter).toBe((one.result?.units.hoursBefore ?? 0) - 56);
  const [before, after] = [one.result?.before, one.result?.after];
  const lateAt = (figures: typeof before, from: number) =>
    figures?.byHour.reduce((sum, { calls, within }, hour) => sum + (hour % 24 === from ? calls - within : 0), 0) ?? 0;
  expect(lateAt(after, 4)).toBeGreaterThan(lateAt(before, 4));
  const again = await simulates(analyst, '65', fewer);
  expect(again.result).toEqual(one.result);
  const other = await simulates(analyst, '65', fewer, { seed: 8 });
  expect(other.result).not.toEqual(one.result);

  const few = { province: '63', question: { kind: 'as-is' }, target: TARGET };
  const desk = await system.officer('desk1300');
  expect(await desk.post('/api/v1/insight/simulations', few)).toMatchObject({
    ...{ status: 409, body: { code: 'insight/too-few-incidents' } },
  });
  // Whoever reads the province finds what was asked of it, the newest first, with who asked and the answer in a line.
  const boss = await system.officer('commander');
  const { simulations, next } = await must(boss.get<SimulationList>('/api/v1/insight/simulations?province=65'));
  expect(simulations.map(({ id }) => id)).toEqual([other.id, again.id, one.id]);
  const { minutes, percent } = { minutes: 15, percent: 90 };
  expect(simulations[2]).toMatchObject({
    ...{ province: '65', state: 'done', question: fewer, target: { minutes, share: percent / 100 } },
    ...{ askedBy: expect.stringContaining('นับเลข'), stations: [{ agencyId }] },
    result: {
      ...{ outcome: 'answered', before: one.result?.before?.within, after: one.result?.after?.within },
      ...{ change: one.result?.change, hoursAfter: (one.result?.units.hoursBefore ?? 0) - 56 },
    },
  });
  expect(next).toBeNull();
  const older = `/api/v1/insight/simulations?province=65&after=${again.id}`;
  expect((await must(boss.get<SimulationList>(older))).simulations.map(({ id }) => id)).toEqual([one.id]);
  // Another province is nobody's but its own: not its simulations, and not one of them.
  expect(await analyst.get('/api/v1/insight/simulations?province=64')).toMatchObject({ status: 403 });
  const theirs = await must(analyst.get<SimulationList>('/api/v1/insight/simulations'));
  expect(new Set(theirs.simulations.map(({ province }) => province))).toEqual(new Set(['65']));
  expect(await analyst.post('/api/v1/insight/simulations', few)).toMatchObject({ status: 403 });
  const [foreign] = await rows(db, sql<{ id: string }>`SELECT id FROM insight.simulations WHERE province_code = '64'`);
  expect(await analyst.get(`/api/v1/insight/simulations/${foreign?.id}`)).toMatchObject({ status: 404 });
});

test('the smallest roster goes to the planner, who changes and accepts it; nobody is planned by it', async () => {
  const [analyst, boss] = [await system.officer('analyst'), await system.officer('superintendent')];
  const agencyId = await stationOf('PS65003');
  const { id, result, staffing } = await simulates(analyst, '65', { kind: 'smallest' });
  expect(result).toMatchObject({ outcome: 'answered', replications: 24 });
  expect(result?.after?.within?.value).toBeGreaterThan(0.88);
  const place = staffing.stations.findIndex((one) => one.agencyId === agencyId);
  const units = result?.units.after[place] ?? [];
  const path = `/api/v1/insight/simulations/${id}/proposal`;
  const shiftsBefore = await getRow(db, sql<{ n: number }>`SELECT count(*)::int AS n FROM duty.shifts`);
  const proposed = await must(analyst.post<{ id: string }>(path, { agencyId }));
  const need = () => must(boss.get<RosterNeed>(`/api/v1/agencies/${agencyId}/roster-need`));
  expect(await need()).toMatchObject({
    ...{ mayDecide: true, accepted: null },
    open: { id: proposed.id, units, simulationId: id, target: { minutes: 15, percent: 90 } },
  });
  expect((await need()).planned).toEqual(new Array(21).fill(2));
  const changed = units.map((n, shift) => (shift === 12 ? n + 1 : n));
  await must(boss.post(`/api/v1/roster-proposals/${proposed.id}/accept`, { units: changed }));
  expect(await need()).toMatchObject({ open: null, accepted: { id: proposed.id, units: changed } });
  expect(await boss.post(`/api/v1/roster-proposals/${proposed.id}/decline`, { reason: 'ไม่มีคน' })).toMatchObject({
    ...{ status: 409, body: { code: 'duty/proposal-decided' } },
  });

  // Proposed twice, the later one is open; what was accepted holds while it is.
  await must(analyst.post(path, { agencyId }));
  const last = await must(analyst.post<{ id: string }>(path, { agencyId }));
  await must(boss.post(`/api/v1/roster-proposals/${last.id}/decline`, { reason: 'ไม่มีคนพอ' }));
  expect(await need()).toMatchObject({ open: null, accepted: { id: proposed.id } });
  const states = await rows(
    db,
    sql<{ state: string }>`SELECT state FROM duty.roster_proposals WHERE agency_id = ${agencyId} ORDER BY id`,
  );
  expect(states.map(({ state }) => state)).toEqual(['accepted', 'replaced', 'declined']);
  const actions = await rows(
    db,
    sql<{
      action: string;
    }>`SELECT action FROM audit.entries WHERE subject_id = ${agencyId} AND action LIKE 'duty/%roster%'
      AND kind = 'action' AND action NOT LIKE 'duty/seed%' ORDER BY id`,
  );
  expect(actions.map(({ action }) => action.replace('duty/', ''))).toEqual([
    ...['propose-roster', 'accept-roster-proposal', 'propose-roster', 'replace-roster-proposal', 'propose-roster'],
    'decline-roster-proposal',
  ]);
  expect(await getRow(db, sql<{ n: number }>`SELECT count(*)::int AS n FROM duty.shifts`)).toEqual(shiftsBefore);
  const stranger = await system.officer('duty-bangkok');
  expect(await stranger.get(`/api/v1/agencies/${agencyId}/roster-need`)).toMatchObject({ status: 404 });
});
