import { expect, test, vi } from 'vitest';
import { listKeys } from './list-keys.ts';

test('J and K go to the next and the previous one and stop at both ends; without a chosen one, to the first', () => {
  const onMove = vi.fn();
  const press = (key: string, at: number) => {
    onMove.mockClear();
    listKeys(() => ({ list: ['a', 'b', 'c'], at }), onMove)[key]?.();
    return onMove.mock.calls.flat();
  };
  expect([press('j', 0), press('j', 2), press('k', 2), press('k', 0)]).toEqual([['b'], ['c'], ['b'], ['a']]);
  expect([press('j', -1), press('k', -1), press('arrowdown', 0), press('arrowup', 1)]).toEqual([
    ['a'],
    ['a'],
    ['b'],
    ['a'],
  ]);
});

test('an empty list has nowhere to go', () => {
  const onMove = vi.fn();
  listKeys(() => ({ list: [], at: -1 }), onMove).j?.();
  expect(onMove).not.toHaveBeenCalled();
});
