// `npm test`: everything that must hold, from a fresh clone. Its last line is "N passed, N failed".
// `--without=browser,thai-fonts` allows a run on a machine that cannot have them.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { listNeeds, provideNeeds, thisMachine } from './debian-packages.ts';
import { UNHANDLED_ERRORS } from './report-unhandled-errors.ts';
import { runShown } from './run-step.ts';
import {
  addTallies,
  type Failure,
  formatTally,
  listErrorsOutside,
  listFilesToTryAgain,
  listPlaywrightFailures,
  listSlowest,
  listVitestFailures,
  type Tally,
  tallyPlaywright,
  tallyRun,
  tallyVitest,
} from './sum-test-results.ts';
import { readWithout } from './without.ts';

const VITEST_REPORT = 'test-results/vitest.json';
const PLAYWRIGHT_REPORT = 'test-results/e2e.json';
const FAILED_STEP: Tally = { passed: 0, failed: 1, skipped: 0 };
const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

const started = performance.now();
const needs = listNeeds(thisMachine);
const without = readWithout(
  process.argv.slice(2),
  needs.map((need) => need.name),
);
if ('mistake' in without) {
  console.error(without.mistake);
  process.exit(2);
}

const missing = await provideNeeds(
  needs.filter((need) => !without.names.includes(need.name)),
  thisMachine,
  console.log,
);
for (const { need, why } of missing) {
  console.log(`✗ ${need.what} is missing, ${why}: ${need.tests} are not run. Allow it with --without=${need.name}.`);
}
const browser = missing.length === 0 && !without.names.includes('browser');

rmSync('test-results', { recursive: true, force: true });
const failures: string[] = [];
const tallies: Tally[] = missing.map(() => FAILED_STEP);
say('check: format, lint, types, boundaries; build: the pages that browsers load');
const steps = ['scripts/check.ts', 'scripts/build.ts'].map((step) => runShown(process.execPath, [step]));
for (const step of steps) tallies.push(stepTally(await step));
say('unit, architecture, journey and crash tests');
tallies.push(await runVitest());
tallies.push(await runPlaywright());

const total = addTallies(tallies);
say(without.names.length > 0 ? `done, without ${without.names.join(' and ')}` : 'done');
// Last, where whoever sees only the end of the output finds them.
for (const line of failures) console.log(line);
console.log(formatTally(total));
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

function say(line: string): void {
  console.log(`\n── ${line} (${Math.round((performance.now() - started) / 1000)} s)`);
}

/** Checking and building are no tests: they count only when they fail. */
function stepTally(exitCode: number): Tally {
  return exitCode === 0 ? NOTHING : FAILED_STEP;
}

async function runVitest(): Promise<Tally> {
  const run = async (report: string, args: string[]): Promise<Tally> => {
    const reports = ['default', 'json', './scripts/report-unhandled-errors.ts'].map((name) => `--reporter=${name}`);
    const program = ['node_modules/vitest/vitest.mjs', 'run', ...reports, `--outputFile.json=${report}`, ...args];
    const code = await runShown(process.execPath, program);
    const outside = readErrorsOutside().length;
    return tallyRun(report, code, (found: Parameters<typeof tallyVitest>[0]) =>
      addTallies([tallyVitest(found), { ...NOTHING, failed: outside }]),
    );
  };
  const first = await run(VITEST_REPORT, []);
  if (!existsSync(VITEST_REPORT)) return first;
  const found = JSON.parse(readFileSync(VITEST_REPORT, 'utf8'));
  say('the ten slowest files');
  console.log(listSlowest(found, process.cwd(), 10).join('\n'));
  const failed = [...listVitestFailures(found, process.cwd()), ...listErrorsOutside(readErrorsOutside())];
  return tryAgain(first, failed, (files) =>
    run(VITEST_REPORT.replace('.json', '-again.json'), ['--maxWorkers=1', ...files]),
  );
}

function readErrorsOutside(): { name: string; message: string }[] {
  return existsSync(UNHANDLED_ERRORS) ? JSON.parse(readFileSync(UNHANDLED_ERRORS, 'utf8')) : [];
}

async function runPlaywright(): Promise<Tally> {
  if (!existsSync('tests/e2e')) return NOTHING;
  if (!browser) {
    say('browser tests are not run');
    return NOTHING;
  }
  say('browser tests');
  const run = async (args: string[]): Promise<Tally> => {
    const code = await runShown(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', ...args]);
    return tallyRun(PLAYWRIGHT_REPORT, code, tallyPlaywright);
  };
  const first = await run([]);
  if (!existsSync(PLAYWRIGHT_REPORT)) return first;
  const found = listPlaywrightFailures(JSON.parse(readFileSync(PLAYWRIGHT_REPORT, 'utf8')), 'tests/e2e');
  return tryAgain(first, found, (files) => run(['--workers=1', ...files]));
}

/**
 * Runs the files of a few failures once more, alone (ADR 0077). What passes then was a fault of the test or of the order
 * of things: it counts as passed, and is named at the end of the output, to be mended.
 */
async function tryAgain(first: Tally, found: Failure[], run: (files: string[]) => Promise<Tally>): Promise<Tally> {
  const files = found.length === first.failed ? listFilesToTryAgain(found) : [];
  if (files.length > 0) say(`once more, alone: ${files.join(', ')}`);
  const steady = files.length > 0 && (await run(files)).failed === 0;
  const mark = steady ? '! unsteady, passed alone:' : '✗';
  failures.push(...found.map(({ file, title, message }) => `${mark} ${file} › ${title}: ${message}`));
  return steady ? { ...first, passed: first.passed + first.failed, failed: 0 } : first;
}
