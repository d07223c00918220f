import { expect, test } from 'vitest';
import { AppError } from '#platform/app-error';
import { answerQuestion, type SimulationJob } from './answer-question.ts';
import { mustBeAnswerable } from './simulation.ts';
import { buildStaffing, type StaffingArea, type StaffingFacts } from './staffing-model.ts';

const id = (nth: number) => `00000000-0000-7000-8000-00000000000${nth}`;
/** Five kilometres from each to the next. */
const station = (nth: number) => ({
  ...{ id: id(nth), nameTh: `สภ.${nth}`, nameEn: null, position: { lat: 16 + nth * 0.045, lng: 100 } },
});
const area = (change: Partial<StaffingArea> = {}): StaffingArea => ({
  ...{ province: '65', from: '2025-11-30', to: '2026-11-28', rosterFrom: '2026-11-29' },
  ...{ stations: [1, 2, 3].map(station), neighbours: [4, 5].map(station), ...change },
});
const everyHour = (agencyId: string, n: number) => Array.from({ length: 168 }, (_, hour) => ({ agencyId, hour, n }));
const none = { n: 0, minutes: [] };
const facts = (change: Partial<StaffingFacts> = {}): StaffingFacts => ({
  ...{ hours: [...everyHour(id(1), 52), ...everyHour(id(2), 26)], inProvince: 168 * 78, first: '2025-11-30' },
  kinds: [{ kind: 'danger', n: 168 * 78, scene: none, withUnits: 0, withTwoUnits: 0 }],
  ...{ handling: none, ways: [], units: [{ agencyId: id(1), n: 2 }], rosters: [] },
  ...change,
});
const codes = (built: ReturnType<typeof buildStaffing>) => built.staffing.assumptions.map(({ code }) => code);

test('stations with nothing to do and nobody to send are left out, neighbours only if they have units', () => {
  const { staffing, model } = buildStaffing(
    area(),
    facts({
      units: [
        { agencyId: id(1), n: 2 },
        { agencyId: id(4), n: 1 },
      ],
    }),
  );
  expect(staffing.stations.map(({ agencyId, isNeighbour }) => [agencyId, isNeighbour])).toEqual([
    ...[
      [id(1), false],
      [id(2), false],
    ],
    [id(4), true],
  ]);
  expect(model.own).toBe(2);
  // The one without units is helped by the nearest of the province; a neighbour helps only where it is asked for.
  expect(model.roster.aid).toEqual([[], [0], []]);
  expect(model.aid[1]).toEqual([0, 2]);
  expect(model.aid[2]).toEqual([]);
  expect(staffing.callsByHour[7]).toBeCloseTo(1.5, 9);
});

test('whoever helps a station today goes on helping it when neighbours do, however far away', () => {
  const far = { ...station(2), position: { lat: 17.5, lng: 100 } };
  const { model } = buildStaffing(area({ stations: [station(1), far] }), facts());
  expect(model.roster.aid).toEqual([[], [0]]);
  expect(model.aid).toEqual([[], [0]]);
});

test('what was measured is taken from thirty values on, otherwise assumed, and either is said', () => {
  const measured = { n: 30, minutes: [10, 20, 30] };
  const few = buildStaffing(area(), facts());
  expect(codes(few)).toEqual(
    expect.arrayContaining([
      'no-roster',
      'no-units',
      'handling-assumed',
      'scene-assumed',
      'two-units-assumed',
      'way-estimated',
    ]),
  );
  expect(few.model.demand.handling).toEqual({ kind: 'fixed', minutes: 3 });
  expect(few.staffing.stations[0]?.waySource).toBe('distance');
  const many = buildStaffing(
    area(),
    facts({
      kinds: [{ kind: 'danger', n: 500, scene: measured, withUnits: 40, withTwoUnits: 10 }],
      handling: measured,
      ways: [{ agencyId: id(1), n: 30, meanMinutes: 7 }],
      inProvince: 168 * 78 + 4,
    }),
  );
  expect(codes(many)).toEqual(
    expect.arrayContaining([
      'other-agencies',
      'handling-observed',
      'scene-observed',
      'two-units-observed',
      'way-observed',
    ]),
  );
  const [danger, gathering] = many.model.demand.kinds;
  expect(danger).toMatchObject({
    share: 500,
    twoUnitShare: 0.25,
    onScene: { kind: 'observed', minutes: [10, 20, 30] },
  });
  // No such call was seen: it has no share, and the times of the others.
  expect(gathering).toMatchObject({ share: 0, preempts: false, onScene: { minutes: [10, 20, 30] } });
  expect(many.staffing.stations.map(({ wayMinutes, waySource }) => [wayMinutes, waySource])).toEqual([
    [7, 'station'],
    [7, 'province'],
  ]);
  expect(many.model.roster.travelMinutes[0]?.[1]).toBeGreaterThan(9);
});

test('a roster counts at its hours alone, and half a year of facts is half a year', () => {
  const { staffing } = buildStaffing(
    area(),
    facts({ rosters: [{ agencyId: id(1), hour: 5, n: 1 }], first: '2026-05-31' }),
  );
  expect(staffing.stations[0]).toMatchObject({ units: 2, basis: 'roster' });
  expect(staffing.stations[0]?.unitsByHour.flatMap((n, hour) => (n > 0 ? [[hour, n]] : []))).toEqual([[5, 1]]);
  expect(staffing.callsByHour[7]).toBeCloseTo(3, 9);
});

const job = (change: Partial<SimulationJob> = {}): SimulationJob => {
  const { staffing, model } = buildStaffing(
    area(),
    facts({
      units: [
        { agencyId: id(1), n: 2 },
        { agencyId: id(2), n: 1 },
        { agencyId: id(4), n: 2 },
      ],
    }),
  );
  const agencyIds = staffing.stations.map(({ agencyId }) => agencyId);
  const target = { minutes: 20, share: 0.9, team: false };
  return { model, agencyIds, question: { kind: 'as-is' }, target, seed: 3, replications: 20, ...change };
};

test('help of neighbours brings something, a unit moved helps one and costs the other', () => {
  const aid = answerQuestion(job({ question: { kind: 'aid' } }));
  expect(aid.change?.low).toBeGreaterThan(0);
  expect(aid.changeByStation).toHaveLength(3);
  const hours = [0, 1, 2, 3, 4, 5, 6, 7];
  const moved = answerQuestion(job({ question: { kind: 'move', fromAgencyId: id(1), toAgencyId: id(2), hours } }));
  expect(moved.units.after.map((week) => week.slice(0, 2))).toEqual([
    [1, 2],
    [2, 1],
  ]);
  expect(moved.units.hoursAfter).toBe(moved.units.hoursBefore);
  expect(moved.changeByStation[0]?.value).toBeLessThan(0);
});

test('where there is no unit to take, and where no roster helps, that is the answer', () => {
  const hours = [1, 2];
  const none = job({ question: { kind: 'move', fromAgencyId: id(2), toAgencyId: id(1), hours } });
  const empty = { ...none.model.roster, unitsByHour: none.model.roster.unitsByHour.map((units) => units.map(() => 0)) };
  expect(answerQuestion({ ...none, model: { ...none.model, roster: empty } })).toMatchObject({ outcome: 'no-unit' });
  const never = { minutes: 1, share: 0.9, team: false };
  expect(answerQuestion(job({ question: { kind: 'smallest' }, target: never }))).toMatchObject({
    ...{ outcome: 'no-roster', after: null },
    before: { calls: expect.any(Number) },
  });
});

test('more replications check the roster that the first have found, and change it no more', () => {
  const first = answerQuestion(job({ question: { kind: 'smallest' } }));
  const all = answerQuestion(job({ question: { kind: 'smallest' }, replications: 40, earlier: first }));
  expect(all.units).toEqual(first.units);
  expect(all).toMatchObject({ replications: 40 });
  expect(first.after?.within?.low).toBeGreaterThanOrEqual(0.9);
});

test('too few incidents, a station that is not there and a fourth simulation are refused', () => {
  const { staffing } = buildStaffing(area(), facts());
  const asked = (question: SimulationJob['question']) => ({
    ...{ province: '65', question, target: { minutes: 15, share: 0.9, team: false }, seed: 1, replications: 20 },
  });
  const refusal = (...given: Parameters<typeof mustBeAnswerable>) => {
    try {
      mustBeAnswerable(...given);
      return undefined;
    } catch (error) {
      return error instanceof AppError ? error.code : error;
    }
  };
  expect(refusal(asked({ kind: 'as-is' }), staffing, 2)).toBeUndefined();
  expect(refusal(asked({ kind: 'as-is' }), staffing, 3)).toBe('insight/too-many-simulations');
  expect(refusal(asked({ kind: 'as-is' }), { ...staffing, n: 29, isEnough: false }, 0)).toBe(
    'insight/too-few-incidents',
  );
  expect(refusal(asked({ kind: 'fewer', agencyId: id(9), shift: 'night' }), staffing, 0)).toBe(
    'insight/station-not-there',
  );
  const same = { kind: 'move', fromAgencyId: id(1), toAgencyId: id(1), hours: [1] } as const;
  expect(refusal(asked({ ...same, hours: [1] }), staffing, 0)).toBe('insight/station-not-there');
});
