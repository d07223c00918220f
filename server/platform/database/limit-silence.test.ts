import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { limitSilence } from './limit-silence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const ends: number[] = [];
  const began = performance.now();
  return { ends, ...limitSilence(1000, () => ends.push(performance.now() - began)) };
}

test('a statement without an answer for so long ends the connection, at that moment and once', () => {
  const { ends, asked } = watched();
  vi.advanceTimersByTime(5000);
  asked();
  vi.advanceTimersByTime(999);
  expect(ends).toEqual([]);
  vi.advanceTimersByTime(10_000);
  expect(ends).toEqual([6000]);
});

test('statements that are answered in time end nothing, however many follow each other, and rest costs no timer', () => {
  const { ends, asked, answered } = watched();
  for (let times = 0; times < 50; times++) {
    asked();
    vi.advanceTimersByTime(900);
    answered();
  }
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(10_000);
  expect([ends, vi.getTimerCount()]).toEqual([[], 0]);
});

test('each has its own time: what was asked later is waited for longer', () => {
  const { ends, asked, answered } = watched();
  asked();
  vi.advanceTimersByTime(600);
  asked();
  answered();
  vi.advanceTimersByTime(999);
  expect(ends).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(ends).toEqual([1600]);
});
