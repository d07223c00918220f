import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inThrowawayFolder } from '../../scripts/make-throwaway-folder.ts';
import { judge, type Run } from './bench.ts';
import { compareRuns, describeChange, readRun } from './compare.ts';

const run = (
  metrics: Run['results'][number]['metrics'],
  { met = true, node = 'v24.1.0', busyBecause }: { met?: boolean; node?: string; busyBecause?: string } = {},
): Run => ({
  conditions: { date: '2026-11-01', cores: 2, node },
  results: [
    {
      name: 'webhook',
      metrics,
      targets: [{ what: 'p99 < 50 ms', reached: '41 ms', met, verdict: busyBecause ? 'not judged' : undefined }],
      load: { busyBecause },
    },
  ],
});
const ms = (name: string, value: number | null, unit = 'ms') => ({ name, value, unit });

test('each figure is shown then, now and as a change', () => {
  const lines = compareRuns(run([ms('p99', 80), ms('rate', 100, '/s')]), run([ms('p99', 40), ms('rate', 350, '/s')]));
  expect(lines).toContain('  p99   80 → 40 ms, 50 % less');
  expect(lines).toContain('  rate  100 → 350 /s, 3.5 times as much');
});

test('what only one run measured is shown as such, and another unit is no change', () => {
  const lines = compareRuns(run([ms('old', 1), ms('size', 5, 'KB')]), {
    ...run([ms('new', 2), ms('size', 5000, 'bytes')]),
    results: [...run([ms('new', 2), ms('size', 5000, 'bytes')]).results, { name: 'queue', metrics: [], targets: [] }],
  });
  expect(lines).toContain('  old   1 ms, only then');
  expect(lines).toContain('  new   2 ms, only now');
  expect(lines).toContain('  size  5 KB then, 5,000 bytes now: not the same unit');
  expect(lines).toContain('queue: only now');
});

test('another machine, another Node and a busy machine are said', () => {
  const lines = compareRuns(run([], { node: 'v22.0.0' }), run([], { busyBecause: 'somebody builds', met: false }));
  expect(lines).toContain('  not alike: node v22.0.0 then, v24.1.0 now');
  expect(lines).toContain('  the machine was busy now: somebody builds');
  expect(lines).toContain('  target p99 < 50 ms: then met (41 ms), now not judged (41 ms)');
});

test('changes are said in words', () => {
  expect([describeChange(100, 101), describeChange(100, 130), describeChange(0, 4), describeChange(3, 3)]).toEqual([
    'about the same',
    '30 % more',
    'changed',
    'the same',
  ]);
  expect(describeChange(null, 4)).toBe('changed');
});

test('a file that is no run of the benches is refused with what is wrong', async () => {
  await inThrowawayFolder(async (folder) => {
    const file = (name: string, text: string) => writeFile(join(folder, name), text).then(() => join(folder, name));
    await expect(readRun(join(folder, 'missing.json'))).rejects.toThrow('ENOENT');
    await expect(readRun(await file('broken.json', '{'))).rejects.toThrow('is not JSON');
    await expect(readRun(await file('other.json', '{"a":1}'))).rejects.toThrow('no run of the benches');
    const written = JSON.stringify(run([ms('p99', Number.NaN)]));
    expect((await readRun(await file('run.json', written))).results[0]?.metrics[0]?.value).toBeNull();
  });
});

test('on a busy machine no timed target is met or missed; what counts things still is', () => {
  const target = { what: '', reached: '', met: true };
  expect(judge(target, undefined)).toBe('met');
  expect(judge(target, 'somebody builds')).toBe('not judged');
  expect(judge({ ...target, met: false }, 'somebody builds')).toBe('not judged');
  expect(judge({ ...target, anyLoad: true, met: false }, 'somebody builds')).toBe('missed');
});
