import { expect, test } from 'vitest';
import { patrolResultOf } from './patrol-result.ts';

const at = '2026-11-28T02:00:00.000Z';
const done = (details: Record<string, string>) => ({ kind: 'unit-done' as const, at, details });

test('the result and note of the last unit that is done are offered; without a result the form stays empty', () => {
  const first = done({ unitName: 'สายตรวจ 1', disposition: 'handled' });
  const last = done({ unitName: 'สายตรวจ 2', disposition: 'arrest', note: 'จับกุม 1 คน' });
  expect(patrolResultOf([first, last])).toEqual({
    ...{ unitName: 'สายตรวจ 2', disposition: 'arrest', note: 'จับกุม 1 คน', at },
  });
  expect(patrolResultOf([done({ unitName: 'สายตรวจ 1' })])).toMatchObject({ disposition: null, note: '' });
  expect(patrolResultOf([done({ disposition: 'of-tomorrow' })])?.disposition).toBeNull();
  expect(patrolResultOf([{ kind: 'on-scene', at, details: {} }])).toBeNull();
});
