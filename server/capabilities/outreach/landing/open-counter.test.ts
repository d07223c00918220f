import { expect, test } from 'vitest';
import { createOpenCounter } from './open-counter.ts';

const CODE = '7K3F9TQ2';
const phone = { address: '192.0.2.7', agent: 'phone' };
const other = { address: '192.0.2.8', agent: 'phone' };

test('the same device twice a day is one, two devices are two, and the next day it counts again', () => {
  const counter = createOpenCounter();
  for (const device of [phone, phone, other]) counter.count(CODE, 'opened', '2026-11-29', device);
  counter.count(CODE, 'opened', '2026-11-30', phone);
  expect(counter.take()).toEqual([
    { code: CODE, day: '2026-11-29', step: 'opened', n: 2 },
    { code: CODE, day: '2026-11-30', step: 'opened', n: 1 },
  ]);
  expect(counter.take()).toEqual([]);
});

test('steps and codes are counted apart; what programs fetch counts every time', () => {
  const counter = createOpenCounter();
  for (const step of ['opened', 'to-line', 'preview', 'preview', 'bot'] as const)
    counter.count(CODE, step, '2026-11-29', phone);
  counter.count('AAAAAAAA', 'opened', '2026-11-29', phone);
  expect(counter.take().map(({ code, step, n }) => [code, step, n])).toEqual([
    [CODE, 'opened', 1],
    [CODE, 'to-line', 1],
    [CODE, 'preview', 2],
    [CODE, 'bot', 1],
    ['AAAAAAAA', 'opened', 1],
  ]);
});

test('what could not be stored is given back and added to what came meanwhile', () => {
  const counter = createOpenCounter();
  counter.count(CODE, 'opened', '2026-11-29', phone);
  const taken = counter.take();
  counter.count(CODE, 'opened', '2026-11-29', other);
  counter.giveBack(taken);
  expect(counter.take()).toMatchObject([{ n: 2 }]);
});
