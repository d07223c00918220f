import { expect, test } from 'vitest';
import { describeMove } from './describe-move.ts';

const limits = { warnAt: 20, stopAt: 25 };
const aWorker = (name: string, open: number, agencyId = 'a') =>
  ({
    worker: { id: name, name },
    agency: { id: agencyId, nameTh: 'ก', nameEn: null },
    ...{ open, high: 0, highShare: 0, late: 0 },
    level: open >= limits.stopAt ? 'full' : open >= limits.warnAt ? 'warn' : 'free',
  }) as const;

test('a move is offered only beyond a line, to the colleague of the same agency who has fewest', () => {
  const workers = [aWorker('full', 27), aWorker('warned', 22), aWorker('some', 9), aWorker('idle', 0, 'b')];
  const [full, warned, some] = workers;
  expect(full && describeMove(full, workers, limits)).toEqual({ name: 'full', open: 27, line: 25, to: 'some', has: 9 });
  expect(warned && describeMove(warned, workers, limits)).toMatchObject({ line: 20, to: 'some' });
  expect(some && describeMove(some, workers, limits)).toBeNull();
  expect(full && describeMove(full, [full], limits)).toMatchObject({ to: '' });
});
