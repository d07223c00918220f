import { expect, test } from 'vitest';
import { aLooker, aPart } from './a-looker.ts';
import { countLooks, flaggedFirst, isSeeing } from './looks.ts';

test('who is worth a question stands first, the others keep their order', () => {
  const people = [aLooker('ก'), aLooker('ข', { unusual: ['off-duty'] }), aLooker('ค')];
  expect(flaggedFirst(people).map(({ person }) => person.name)).toEqual(['ข', 'ก', 'ค']);
});

test('looks are counted with what was unmasked, deeds are not', () => {
  const parts = [
    aPart('incident/look', 'look', 3),
    aPart('incident/unmask', 'act', 2),
    aPart('incident/acknowledged', 'act', 1),
  ];
  expect(parts.map(isSeeing)).toEqual([true, true, false]);
  expect(countLooks([aLooker('ก', { parts })])).toBe(5);
});
