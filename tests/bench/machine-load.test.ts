import { expect, test } from 'vitest';
import { measureUse, readMachine, whyBusy } from './machine-load.ts';
import { readProcess } from './stage/cpu-time.ts';

const QUIET = { others: 0.01, steal: 0 };
const process = (pid: number, parent: number, ms: number) => ({ pid, parent, ms });

test('what the bench, its servers and the kernel take is not counted as the use of others', () => {
  const from = { total: 0, processes: 0, steal: 0, each: [process(10, 1, 0), process(20, 1, 500), process(3, 2, 0)] };
  const until = {
    total: 2000,
    processes: 1400,
    steal: 100,
    each: [process(10, 1, 300), process(11, 10, 200), process(12, 11, 100), process(20, 1, 1100), process(3, 2, 200)],
  };
  expect(measureUse(from, until, 10)).toEqual({ others: 0.3, steal: 0.05 });
});

test('the CPU of children that have ended stays that of the bench', () => {
  const from = { total: 0, processes: 0, steal: 0, each: [process(10, 1, 0), process(11, 10, 100)] };
  const until = { total: 1000, processes: 400, steal: 0, each: [process(10, 1, 500)] };
  expect(measureUse(from, until, 10).others).toBe(0);
});

test('a machine used by others, or of which the host has taken CPU, is busy; where nothing is known too', () => {
  expect(whyBusy(QUIET, QUIET)).toBeUndefined();
  expect(whyBusy(QUIET, { others: 0.25, steal: 0 })).toBe('25 % of all cores used by other processes during');
  expect(whyBusy({ others: 0.5, steal: 0 }, QUIET)).toContain('before');
  expect(whyBusy(QUIET, { others: 0, steal: 0.05 })).toBe('5.0 % of all cores stolen by the host during');
  expect(whyBusy(undefined, undefined)).toContain('does not say');
});

test("the kernel's lines are read, whatever a process is called", () => {
  const head = 'cpu  100 10 50 800 20 3 7 10 0 0\ncpu0 1 2 3';
  expect(readMachine(head)).toEqual({ total: 10_000, processes: 1600, steal: 100 });
  const line = `42 (a ) b) S 7 42 42 0 -1 4194304 1 2 3 4 30 20 6 4 20 0 1 0 99 0 0`;
  expect(readProcess(line)).toEqual({ pid: 42, parent: 7, ms: 600 });
});
