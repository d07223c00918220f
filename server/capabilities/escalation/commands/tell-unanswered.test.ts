import { expect, test } from 'vitest';
import { newsOf } from './tell-unanswered.ts';

type Reached = Parameters<typeof newsOf>[0]['reached'][number];
const reached = (target: Reached['target'], people: number): Reached => {
  return { target, agencyId: target, people, passedOver: people === 0 ? 'nobody' : null };
};

test('reporters hear only of agencies where there was somebody to tell', () => {
  expect(newsOf({ reached: [reached('on-duty', 0), reached('next-station', 0)] })).toMatchObject({ told: 'nobody' });
  expect(newsOf({ reached: [reached('on-duty', 2)] })).toMatchObject({ told: 'again', centre: false });
  expect(newsOf({ reached: [reached('next-station', 0), reached('centre-191', 1)] })).toEqual({
    ...{ told: 'wider', agencyId: undefined, centre: true },
  });
  expect(newsOf({ reached: [reached('next-station', 1), reached('centre-191', 0)] })).toMatchObject({
    ...{ told: 'wider', agencyId: 'next-station', centre: false },
  });
  expect(newsOf({ reached: [reached('national-desk', 1)] })).toMatchObject({ told: 'top' });
});
