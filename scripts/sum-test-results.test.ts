import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  addTallies,
  formatTally,
  listErrorsOutside,
  listFilesToTryAgain,
  listPlaywrightFailures,
  listSlowest,
  listVitestFailures,
  tallyPlaywright,
  tallyRun,
  tallyVitest,
} from './sum-test-results.ts';

const vitest = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [] };

test('the line says passed and failed, and skipped only where there are any', () => {
  expect(formatTally({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  expect(formatTally({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped');
});

test('a test file that cannot be loaded is a failure', () => {
  const broken = { name: 'a.test.ts', status: 'failed', startTime: 0, endTime: 0, assertionResults: [] };
  expect(tallyVitest({ ...vitest, testResults: [broken] })).toEqual({ passed: 3, failed: 2, skipped: 3 });
});

test('a browser test that needed a second try and an error outside the tests are failures', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 1 };
  expect(tallyPlaywright({ stats, errors: ['no browser'] })).toEqual({ passed: 4, failed: 3, skipped: 1 });
});

test('a program that ends badly without a failed test has failed', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'tally-')), 'report.json');
  writeFileSync(path, JSON.stringify({ ...vitest, numFailedTests: 0 }));
  expect(tallyRun(path, 0, tallyVitest).failed).toBe(0);
  expect(tallyRun(path, 137, tallyVitest).failed).toBe(1);
});

test('a program that left no report has failed', () => {
  expect(tallyRun('nowhere.json', 0, tallyVitest)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('the slowest files are named, slowest first', () => {
  const file = (name: string, endTime: number) => ({
    ...{ name: `/clone/${name}`, status: 'passed', startTime: 1000, endTime, assertionResults: [] },
  });
  const testResults = [file('a.test.ts', 1500), file('tests/b.test.ts', 13_340), file('c.test.ts', 2000)];
  expect(listSlowest({ testResults }, '/clone', 2)).toEqual(['  12.3 s  tests/b.test.ts', '   1.0 s  c.test.ts']);
});

test('the parts add up', () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  expect(addTallies([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
});

test('failed tests are named with their file and the first line of the error', () => {
  const ofFile = (
    name: string,
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[],
  ) => ({
    ...{
      name: `/clone/${name}`,
      status: 'failed',
      startTime: 0,
      endTime: 0,
      message: 'no such module\nat',
      assertionResults,
    },
  });
  const testResults = [
    ofFile('a.test.ts', [
      { status: 'passed', fullName: 'one' },
      { status: 'failed', fullName: 'two', failureMessages: ['expected 1 to be 2\n at a.test.ts'] },
    ]),
    ofFile('b.test.ts', []),
  ];
  expect(listVitestFailures({ testResults }, '/clone')).toEqual([
    { file: 'a.test.ts', title: 'two', message: 'expected 1 to be 2' },
    { file: 'b.test.ts', title: 'the file itself', message: 'no such module' },
  ]);
});

test('failed browser tests are found at any depth', () => {
  const spec = (title: string, ok: boolean) => ({
    ...{ title, file: 'a.spec.ts', ok },
    tests: [{ results: [{ status: 'failed', error: { message: 'not visible\n12 |' } }] }],
  });
  const suites = [
    { file: 'a.spec.ts', specs: [spec('one', true)], suites: [{ file: '', specs: [spec('two', false)] }] },
  ];
  expect(listPlaywrightFailures({ suites }, 'tests/e2e')).toEqual([
    { file: 'tests/e2e/a.spec.ts', title: 'two', message: 'not visible' },
  ]);
});

test('two files at most are tried again, and never what proves a race or a crash', () => {
  const failed = (...files: string[]) => files.map((file) => ({ file, title: 'a test', message: '' }));
  expect(listFilesToTryAgain(failed('a.test.ts', 'a.test.ts', 'b.test.ts'))).toEqual(['a.test.ts', 'b.test.ts']);
  expect(listFilesToTryAgain(failed('a.test.ts', 'b.test.ts', 'c.test.ts'))).toEqual([]);
  expect(listFilesToTryAgain(failed('a.test.ts', 'tests/crash/killed.test.ts'))).toEqual([]);
  expect(listFilesToTryAgain(failed('tests/journeys/care-races.test.ts'))).toEqual([]);
  expect(listFilesToTryAgain([])).toEqual([]);
});

test('an error outside the tests is named, and refuses the second try of the test that failed beside it', () => {
  const outside = listErrorsOutside([{ name: 'Error', message: 'nobody awaited this\nat' }]);
  expect(outside).toEqual([{ file: 'outside the tests', title: 'Error', message: 'nobody awaited this' }]);
  expect(listFilesToTryAgain([{ file: 'a.test.ts', title: 'a test', message: '' }, ...outside])).toEqual([]);
});
