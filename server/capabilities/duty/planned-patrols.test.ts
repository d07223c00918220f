import { expect, test } from 'vitest';
import { momentOf } from '#contract/thai-day';
import { countPatrols } from './planned-patrols.ts';

const shift = (personId: string, day: string, from: number, to: number, change = {}) => ({
  ...{ personId, post: 'patrol-unit' as const, cancelledAt: null },
  ...{ startsAt: momentOf(day, from * 60), endsAt: momentOf(day, to * 60), ...change },
});

test('the fewest people of any half hour count, on the weekday that it is, and only those on patrol', () => {
  // 2026-11-25 is a Wednesday.
  const week = countPatrols(
    [
      shift('a', '2026-11-25', 8, 16),
      shift('b', '2026-11-25', 8, 15.5),
      shift('b', '2026-11-25', 15.5, 24),
      shift('c', '2026-11-25', 8, 16, { post: 'radio-room' }),
      shift('d', '2026-11-25', 8, 16, { cancelledAt: new Date() }),
      // Over midnight into Monday night.
      shift('e', '2026-11-29', 20, 32),
    ],
    '2026-11-25',
  );
  expect(week.flatMap((n, place) => (n > 0 ? [[place, n]] : []))).toEqual([
    [0, 1],
    [7, 2],
    [8, 1],
  ]);
});
