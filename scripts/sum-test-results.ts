import { existsSync, readFileSync } from 'node:fs';

/** How many tests came to what. */
export type Tally = { passed: number; failed: number; skipped: number };

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: VitestFile[];
};
type VitestFile = {
  name: string;
  status: string;
  startTime: number;
  endTime: number;
  message?: string;
  assertionResults: { status: string; fullName: string; failureMessages?: string[] | null }[];
};
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
  suites?: PlaywrightSuite[];
};
type PlaywrightSuite = {
  file: string;
  specs?: {
    title: string;
    file: string;
    ok: boolean;
    tests: { results: { status: string; error?: { message?: string } }[] }[];
  }[];
  suites?: PlaywrightSuite[];
};

/** A test that failed: its file from the project's root, its title, and the first line of what it said. */
export type Failure = { file: string; title: string; message: string };

/** What a run may be tried again for: this many files and no more, or the fault is not one of order. */
export const MOST_TRIED_AGAIN = 2;
const OUTSIDE = 'outside the tests';
// What proves a race or a crash fails seldom by its nature: one failure is the finding. An error outside the tests is not
// any file's: no second try would show that it is gone.
const NEVER_TRIED_AGAIN = /^tests\/crash\/|race|losers-are-told|two-at-once|^outside the tests$/;

/** A test file that could not even be loaded has no tests to fail: it counts as one failure itself. */
export function tallyVitest(report: VitestReport): Tally {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The failed tests of a vitest run; a file that could not be loaded is one. */
export function listVitestFailures({ testResults }: Pick<VitestReport, 'testResults'>, root: string): Failure[] {
  return testResults.flatMap((found) => {
    const file = found.name.replace(`${root}/`, '');
    const failed = found.assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0 && found.status === 'failed') {
      return [{ file, title: 'the file itself', message: firstLine(found.message) }];
    }
    return failed.map(({ fullName, failureMessages }) => ({
      ...{ file, title: fullName, message: firstLine(failureMessages?.[0]) },
    }));
  });
}

/** Errors that belong to no test, one failure each (a rejection that nobody awaited). */
export function listErrorsOutside(errors: { name: string; message: string }[]): Failure[] {
  return errors.map(({ name, message }) => ({ file: OUTSIDE, title: name, message: firstLine(message) }));
}

/** The failed tests of a browser run. */
export function listPlaywrightFailures({ suites = [] }: Pick<PlaywrightReport, 'suites'>, folder: string): Failure[] {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs
      .filter(({ ok }) => !ok)
      .map(({ title, file, tests }) => ({
        file: `${folder}/${file}`,
        title,
        message: firstLine(tests.flatMap(({ results }) => results).find(({ error }) => error)?.error?.message),
      })),
    ...listPlaywrightFailures({ suites: inner }, folder),
  ]);
}

/** The files to run once more, alone; none when too many failed, or when one of them proves a race or a crash. */
export function listFilesToTryAgain(failures: Failure[]): string[] {
  const files = [...new Set(failures.map(({ file }) => file))];
  return files.length > MOST_TRIED_AGAIN || files.some((file) => NEVER_TRIED_AGAIN.test(file)) ? [] : files;
}

/** The files whose tests take longest, slowest first, a line each: time in seconds and the path. */
export function listSlowest({ testResults }: Pick<VitestReport, 'testResults'>, root: string, most: number): string[] {
  return testResults
    .map(({ name, startTime, endTime }) => ({
      name: name.replace(`${root}/`, ''),
      seconds: (endTime - startTime) / 1000,
    }))
    .toSorted((one, other) => other.seconds - one.seconds)
    .slice(0, most)
    .map(({ name, seconds }) => `${seconds.toFixed(1).padStart(6)} s  ${name}`);
}

/** A test that Playwright itself tried twice has failed; so has an error outside any test. */
export function tallyPlaywright({ stats, errors }: PlaywrightReport): Tally {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * Reads a report, and does not trust it further than the program's end: a program that failed without a failed test
 * (killed, out of memory, an error after the last test) counts as one failure.
 */
export function tallyRun<Report>(path: string, exitCode: number, tally: (report: Report) => Tally): Tally {
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
  const found = tally(JSON.parse(readFileSync(path, 'utf8')));
  return exitCode !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found;
}

export function addTallies(tallies: Tally[]): Tally {
  return tallies.reduce(
    (sum, tally) => ({
      passed: sum.passed + tally.passed,
      failed: sum.failed + tally.failed,
      skipped: sum.skipped + tally.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The line that ends a test run, to be read by people and programs alike. */
export function formatTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function firstLine(message: string | undefined): string {
  return (message ?? 'no message').split('\n')[0] ?? '';
}
