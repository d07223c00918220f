import { expect, onTestFinished, test, vi } from 'vitest';
import type { LiveConnection } from './live-connection.ts';
import { createPingRounds } from './ping-rounds.ts';

test('each stream is pinged once in ten seconds, a twentieth at a time, and not after it has closed', () => {
  vi.useFakeTimers();
  const pinged: number[][] = [];
  // The time is read once for all that are pinged together.
  const clock = {
    now() {
      pinged.push([]);
      return new Date(0);
    },
  };
  const checked: LiveConnection[] = [];
  const rounds = createPingRounds(clock, async (stream) => void checked.push(stream));
  onTestFinished(() => {
    rounds.stop();
    vi.useRealTimers();
  });
  const closing: (() => void)[] = [];
  const streams = Array.from({ length: 50 }, (_, number) => ({
    sendFrame: () => pinged.at(-1)?.push(number),
    onClose: (listener: () => void) => void closing.push(listener),
  })) as unknown as LiveConnection[];
  for (const stream of streams) rounds.add(stream);
  closing[7]?.();
  rounds.start();
  vi.advanceTimersByTime(10_000);
  expect(pinged.flat().toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: 50 }, (_, number) => number).filter((number) => number !== 7),
  );
  expect(Math.max(...pinged.map(({ length }) => length))).toBe(3);
  expect(new Set(checked)).toEqual(new Set(streams.filter((_, number) => number !== 7)));
});
