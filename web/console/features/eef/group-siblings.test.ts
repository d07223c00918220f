import { expect, test } from 'vitest';
import type { EefChild } from '#contract/eef-api';
import { groupSiblings } from './group-siblings.ts';

const child = (id: string, bundleId: string | null, siblings: string[] = []): EefChild =>
  ({
    ...{ referral: { id, bundleId }, name: null, school: null },
    siblings: siblings.map((one) => ({ id: one, code: one, status: 'offered', ageBand: '6-11' })),
  }) as unknown as EefChild;

test('brothers and sisters stand where the first of them is, and the order of the others stays', () => {
  const groups = groupSiblings([
    child('a', null),
    child('b', 'x', ['d', 'e']),
    child('c', null),
    child('d', 'x', ['b', 'e']),
  ]);
  expect(groups.map(({ children }) => children.map(({ referral }) => referral.id))).toEqual([['a'], ['b', 'd'], ['c']]);
  expect(groups[1]).toMatchObject({ bundleId: 'x', size: 3, others: [{ id: 'e' }] });
});

test('a child whose brothers and sisters may not be seen stands alone', () => {
  expect(groupSiblings([child('a', 'x')])).toMatchObject([{ bundleId: null, size: 1, others: [] }]);
});
