import { expect, test } from 'vitest';
import { newsOf } from './tell-unanswered.ts';

type Firing = Parameters<typeof newsOf>[0];
type Reached = Firing['reached'][number];
const firedAt = new Date('2026-11-21T19:10:00.000Z');
const firing = (...reached: Reached[]): Firing => ({ reached, firedAt });
const news = (...reached: Reached[]) => newsOf(firing(...reached), [firing(...reached)]);
const reached = (target: Reached['target'], people: number): Reached => {
  return { target, agencyId: target, people, passedOver: people === 0 ? 'nobody' : null };
};
const deaf = (target: Reached['target']): Reached => ({ ...reached(target, 2), passedOver: 'no-channel' });

test('reporters hear only of agencies where there was somebody to tell', () => {
  expect(news(reached('on-duty', 0), reached('next-station', 0))).toMatchObject({ told: 'nobody' });
  expect(news(reached('on-duty', 2))).toMatchObject({ told: 'again', centre: false, isOwnUnheard: false });
  expect(news(reached('next-station', 0), reached('centre-191', 1))).toEqual({
    ...{ told: 'wider', agencyId: undefined, centre: true, isOwnUnheard: false },
  });
  expect(news(reached('next-station', 1), reached('centre-191', 0))).toMatchObject({
    ...{ told: 'wider', agencyId: 'next-station', centre: false },
  });
  expect(news(reached('national-desk', 1))).toMatchObject({ told: 'top' });
});

test('people whom no alarm gets through to have not been told; the own station is named as such in that moment only', () => {
  expect(news(deaf('on-duty'))).toMatchObject({ told: 'nobody', isOwnUnheard: true });
  expect(news(deaf('next-station'), reached('centre-191', 1))).toMatchObject({ agencyId: undefined, centre: true });
  expect(news(deaf('on-duty'), reached('duty-chief', 1))).toMatchObject({ told: 'again', isOwnUnheard: false });
  const wider = firing(reached('centre-191', 1));
  expect(newsOf(wider, [firing(deaf('on-duty')), wider])).toMatchObject({ told: 'wider', isOwnUnheard: true });
  const later = { ...wider, firedAt: new Date(firedAt.getTime() + 60_000) };
  expect(newsOf(later, [firing(deaf('on-duty')), later])).toMatchObject({ told: 'wider', isOwnUnheard: false });
});
