import { expect, test } from 'vitest';
import { aPart, aViewer } from './a-viewer.ts';
import { countViews, flaggedFirst, isView } from './views.ts';

test('people with unusual views come first, the others keep their order', () => {
  const people = [aViewer('ก'), aViewer('ข', { unusual: ['off-duty'] }), aViewer('ค')];
  expect(flaggedFirst(people).map(({ person }) => person.name)).toEqual(['ข', 'ก', 'ค']);
});

test('views and unmaskings are counted, other actions are not', () => {
  const parts = [
    aPart('incident/view', 'view', 3),
    aPart('incident/unmask', 'action', 2),
    aPart('incident/acknowledged', 'action', 1),
  ];
  expect(parts.map(isView)).toEqual([true, true, false]);
  expect(countViews([aViewer('ก', { parts })])).toBe(5);
});
