import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#contract/thai-day';
import {
  applyChange,
  currentOf,
  join,
  leave,
  type Membership,
  merge,
  move,
  type PastChange,
  undo,
} from './household.ts';

const HOMES = ['old', 'new', 'third'];
const PEOPLE = ['mother', 'child', 'sibling', 'father', 'aunt'];
type Step = {
  kind: 'join' | 'leave' | 'move' | 'merge' | 'undo';
  home: string;
  other: string;
  people: string[];
  day: number;
};
const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('join', 'leave', 'move', 'merge', 'undo'),
    home: fc.constantFrom(...HOMES),
    other: fc.constantFrom(...HOMES),
    people: fc.uniqueArray(fc.constantFrom(...PEOPLE), { minLength: 1 }),
    day: fc.nat(20),
  }),
  { maxLength: 30 },
);
const dayOf = (day: number) => addDays('2026-11-01', day);
const living = (members: readonly Membership[], home: string) =>
  currentOf(members, home)
    .map(({ personId }) => personId)
    .sort();

const mergeOf = (from: string, into: string, moved: string[]): PastChange => ({
  ...{ kind: 'merged', householdId: into, otherHouseholdId: from, personIds: moved },
});

/** Does a step if the rules allow it. */
function run(
  members: Membership[],
  { kind, home, other, people, day }: Step,
  moved: Map<string, string[]>,
): Membership[] {
  let made = members.length;
  const makeId = () => `row ${made++}`;
  const on = dayOf(day);
  try {
    if (kind === 'join')
      return people.reduce(
        (now, personId) =>
          applyChange(now, join(now, { householdId: home, personId, relation: 'child', fromOn: on }, makeId)),
        members,
      );
    if (kind === 'leave') return applyChange(members, leave(members, home, people, on));
    if (kind === 'move' && home !== other)
      return applyChange(members, move(members, { from: home, to: other, personIds: people, on }, makeId));
    if (kind === 'merge') {
      const change = merge(members, { from: home, into: other, on }, makeId);
      moved.set(`${home} ${other}`, change.moved);
      return applyChange(members, change);
    }
    const back = moved.get(`${home} ${other}`);
    if (kind === 'undo' && back && home !== other)
      return applyChange(members, undo(members, mergeOf(home, other, back), on, makeId));
  } catch {
    // Refused: nothing may have changed.
  }
  return members;
}

test('whatever happens to households, rows end once and are never rewritten, and nobody lives in one twice', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const moved = new Map<string, string[]>();
      let members: Membership[] = [];
      for (const step of all) {
        const before = members;
        members = run(before, step, moved);
        for (const [index, row] of before.entries()) {
          expect({ ...members[index], toOn: null }).toEqual({ ...row, toOn: null });
          if (row.toOn !== null) expect(members[index]?.toOn).toBe(row.toOn);
        }
        for (const home of HOMES) expect(new Set(living(members, home)).size).toBe(living(members, home).length);
        for (const { fromOn, toOn } of members) expect(toOn === null || toOn >= fromOn).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});

test('a split moves exactly who goes, and a merge that is undone leaves everybody where they were', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...PEOPLE), { minLength: 2 }), fc.nat(20), (people, day) => {
      const makeId = () => `row ${Math.random()}`;
      const start = people.reduce<Membership[]>(
        (now, personId) =>
          applyChange(now, join(now, { householdId: 'old', personId, relation: 'child', fromOn: dayOf(0) }, makeId)),
        [],
      );
      const [stays, ...go] = people;
      const split = applyChange(start, move(start, { from: 'old', to: 'new', personIds: go, on: dayOf(day) }, makeId));
      expect([living(split, 'old'), living(split, 'new')]).toEqual([[stays], go.toSorted()]);
      const together = merge(split, { from: 'new', into: 'old', on: dayOf(day) }, makeId);
      const merged = applyChange(split, together);
      expect([living(merged, 'old'), living(merged, 'new')]).toEqual([people.toSorted(), []]);
      const back = undo(merged, mergeOf('new', 'old', together.moved), dayOf(day), makeId);
      const undone = applyChange(merged, back);
      expect([living(undone, 'old'), living(undone, 'new')]).toEqual([[stays], go.toSorted()]);
    }),
  );
});

test('who does not live there cannot leave, and who does cannot join again', () => {
  const one = join([], { householdId: 'old', personId: 'child', relation: 'child', fromOn: dayOf(0) }, () => 'a');
  const members = applyChange([], one);
  expect(() => leave(members, 'old', ['aunt'], dayOf(1))).toThrow();
  expect(() => join(members, { ...one.begun[0], id: 'b' } as never, () => 'b')).toThrow();
  // Nobody leaves before they came.
  expect(leave(members, 'old', ['child'], '2020-01-01').ended).toMatchObject([{ on: dayOf(0) }]);
});

test('every change is undone by new rows: who came goes back, who left is there again, who moved on meanwhile is left alone', () => {
  let made = 0;
  const makeId = () => `row ${made++}`;
  const at = (personId: string) => ({ householdId: 'old', personId, relation: personId, fromOn: dayOf(0) });
  const change = (kind: PastChange['kind'], personIds: string[], other: string | null = null): PastChange => ({
    ...{ kind, householdId: 'old', otherHouseholdId: other, personIds },
  });
  const begun = applyChange([], join([], at('mother'), makeId));
  const undone = (members: Membership[], past: PastChange) =>
    applyChange(members, undo(members, past, dayOf(2), makeId));
  expect(living(undone(begun, change('begun', ['mother'])), 'old')).toEqual([]);
  const joined = applyChange(begun, join(begun, at('child'), makeId));
  expect(living(undone(joined, change('joined', ['child'])), 'old')).toEqual(['mother']);
  // Others live there by now.
  expect(() => undo(joined, change('begun', ['mother']), dayOf(2), makeId)).toThrow();
  const gone = applyChange(joined, leave(joined, 'old', ['child'], dayOf(1)));
  const again = undone(gone, change('left', ['child']));
  expect(again.findLast(({ personId }) => personId === 'child')).toMatchObject({ relation: 'child', fromOn: dayOf(2) });
  expect(() => undo(again, change('left', ['child']), dayOf(3), makeId)).toThrow();
  expect(() => undo(gone, change('joined', ['child']), dayOf(2), makeId)).toThrow();
  // A split: its new household knows where they came from.
  const split = applyChange(
    joined,
    move(joined, { from: 'old', to: 'new', personIds: ['child'], on: dayOf(1) }, makeId),
  );
  const back = undone(split, { ...change('begun', ['child', 'aunt'], 'old'), householdId: 'new' });
  expect([living(back, 'old'), living(back, 'new')]).toEqual([['child', 'mother'], []]);
  expect(() => undo(back, change('undone', ['child']), dayOf(3), makeId)).toThrow();
});
