// `npm test`: everything that must hold, from a fresh clone. Its last line is "N passed, N failed".
// `--without=browser,thai-fonts` allows a run on a machine that cannot have them.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { listNeeds, provideNeeds, thisMachine } from './debian-packages.ts';
import { runShown } from './run-step.ts';
import {
  addTallies,
  formatTally,
  listSlowest,
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
const tallies: Tally[] = missing.map(() => FAILED_STEP);
say('check: format, lint, types, boundaries; build: the pages that browsers load');
const steps = ['scripts/check.ts', 'scripts/build.ts'].map((step) => runShown(process.execPath, [step]));
for (const step of steps) tallies.push(stepTally(await step));
say('unit, architecture, journey and crash tests');
tallies.push(await runVitest());
tallies.push(await runPlaywright());

const total = addTallies(tallies);
say(without.names.length > 0 ? `done, without ${without.names.join(' and ')}` : 'done');
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
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`];
  const code = await runShown(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...reports]);
  if (existsSync(VITEST_REPORT)) {
    say('the ten slowest files');
    console.log(listSlowest(JSON.parse(readFileSync(VITEST_REPORT, 'utf8')), process.cwd(), 10).join('\n'));
  }
  return tallyRun(VITEST_REPORT, code, tallyVitest);
}

async function runPlaywright(): Promise<Tally> {
  if (!existsSync('tests/e2e')) return NOTHING;
  if (!browser) {
    say('browser tests are not run');
    return NOTHING;
  }
  say('browser tests');
  const code = await runShown(process.execPath, ['node_modules/@playwright/test/cli.js', 'test']);
  return tallyRun(PLAYWRIGHT_REPORT, code, tallyPlaywright);
}
