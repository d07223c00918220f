import { expect, onTestFinished, test, vi } from 'vitest';
import { createPingRounds } from './ping-rounds.ts';

test('each stream is pinged once in ten seconds, a twentieth at a time, and not after it has left', () => {
  vi.useFakeTimers();
  const pinged: number[][] = [];
  const rounds = createPingRounds<number>((streams) => pinged.push([...streams]));
  onTestFinished(() => {
    rounds.stop();
    vi.useRealTimers();
  });
  for (let stream = 0; stream < 50; stream++) rounds.add(stream);
  rounds.remove(7);
  rounds.start();
  vi.advanceTimersByTime(10_000);
  expect(pinged.flat().toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: 50 }, (_, stream) => stream).filter((stream) => stream !== 7),
  );
  expect(Math.max(...pinged.map(({ length }) => length))).toBe(3);
});
