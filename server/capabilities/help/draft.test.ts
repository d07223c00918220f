import { expect, test } from 'vitest';
import { isWritable, mayBeShown } from './draft.ts';

test('an earlier request is shown to no colleague who is barred from it, and by a link only to whoever asked for it', () => {
  const earlier = { reporterId: 'r1', barredIds: ['relative'] };
  expect(mayBeShown(earlier, { personId: 'worker' })).toBe(true);
  expect(mayBeShown(earlier, { personId: 'relative' })).toBe(false);
  expect(mayBeShown(earlier, { reporterId: 'r1' })).toBe(true);
  expect(mayBeShown(earlier, { reporterId: 'r2' })).toBe(false);
  expect(mayBeShown({ ...earlier, reporterId: null }, { reporterId: 'r1' })).toBe(false);
});

test('whoever filed it writes in it before it was sent and while it lies with them, and at no other time', () => {
  const statuses = ['draft', 'submitted', 'received', 'returned-for-correction', 'closed'] as const;
  expect(statuses.filter(isWritable)).toEqual(['draft', 'returned-for-correction']);
});
