import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggestWorkers } from './suggest-workers.ts';

const NOW = new Date('2026-11-28T03:00:00Z');
const LIMIT = 25;
const PEOPLE = ['a', 'b', 'c', 'd', 'e'];
const agency = fc.constantFrom('centre', 'office');
const person = fc.record({
  agencyIds: fc.uniqueArray(agency),
  open: fc.integer({ min: 20, max: 27 }),
  lastAt: fc.option(fc.date({ max: NOW, noInvalidDate: true })),
});
const people = fc
  .array(person, { maxLength: PEOPLE.length })
  .map((all) => all.map((one, at) => ({ ...one, personId: PEOPLE[at] ?? '' })));
const cases = fc
  .array(fc.record({ agencyId: agency, barredIds: fc.subarray(PEOPLE) }), { maxLength: 12 })
  .map((all) => all.map((one, at) => ({ ...one, caseId: `case ${at}` })));

test('never above the limit, never a barred person or one of another owner, nobody left out who could, and always the same', () => {
  fc.assert(
    fc.property(cases, people, (waiting, able) => {
      const suggested = suggestWorkers(waiting, able, LIMIT, NOW);
      expect(suggestWorkers(waiting, able.toReversed(), LIMIT, NOW)).toEqual(suggested);
      const open = new Map(able.map((one) => [one.personId, one.open]));
      for (const { agencyId, barredIds, suggestedId } of suggested) {
        const could = able.filter(
          ({ personId, agencyIds }) =>
            agencyIds.includes(agencyId) && !barredIds.includes(personId) && (open.get(personId) ?? 0) < LIMIT,
        );
        if (suggestedId === null) {
          expect(could).toEqual([]);
          continue;
        }
        expect(could.map(({ personId }) => personId)).toContain(suggestedId);
        const load = open.get(suggestedId) ?? 0;
        for (const { personId } of could) expect(load).toBeLessThanOrEqual(open.get(personId) ?? 0);
        open.set(suggestedId, load + 1);
      }
    }),
  );
});

test('with the same number of cases it goes to whoever has been without a new one for longest', () => {
  const of = (personId: string, lastAt: Date | null) => ({ personId, agencyIds: ['centre'], open: 3, lastAt });
  const able = [of('a', new Date('2026-11-27T03:00:00Z')), of('b', new Date('2026-11-20T03:00:00Z')), of('c', null)];
  const waiting = ['1', '2', '3', '4'].map((caseId) => ({ caseId, agencyId: 'centre', barredIds: [] }));
  expect(suggestWorkers(waiting, able, LIMIT, NOW).map(({ suggestedId }) => suggestedId)).toEqual(['c', 'b', 'a', 'a']);
});
