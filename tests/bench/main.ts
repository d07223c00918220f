// `npm run bench [-- name …] [--quick] [--processes N] [--json FILE] [--compare FILE]`: measures the design's budgets on
// this machine. Ends with 0: every target met; 1: a bench failed; 2: wrongly called; 3: a target missed; 4: none missed,
// but some not judged, because the machine was busy.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { judge, printResult, type Result, type Run, type Verdict } from './bench.ts';
import { BENCHES } from './benches.ts';
import { compareRuns, readRun } from './compare.ts';
import { type Conditions, readConditions } from './conditions.ts';
import { describeLoad, type MachineLoad, watchMachine } from './machine-load.ts';
import { openStage } from './stage/stage.ts';
import { COUNTING, IS_COUNTING } from './stage/statement-counter.ts';

const { values, positionals } = readArguments();
const unknown = positionals.filter((name) => !BENCHES.some((bench) => bench.name === name));
if (unknown.length > 0) {
  const list = BENCHES.map(({ name, about }) => `  ${name.padEnd(20)} ${about}`);
  refuse(`no bench ${unknown.join(', ')}; there are:\n${list.join('\n')}`);
}
const processes = Number(values.processes);
if (!Number.isInteger(processes) || processes < 1 || processes > 16) refuse('--processes takes a number from 1 to 16');
// Read first: an hour of measuring must not end with a file that can't be read.
const earlier =
  values.compare === undefined ? undefined : await readRun(values.compare).catch((error) => refuse(error.message));

const chosen = BENCHES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const stage = await openStage(IS_COUNTING ? COUNTING : {});
const conditions: Conditions = await readConditions(stage.admin);
console.log(
  Object.entries(conditions)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · '),
);
const results: (Result & { name: string; seconds: number; load: MachineLoad })[] = [];
const verdicts: Verdict[] = [];
let failed = false;
for (const bench of chosen) {
  console.log(`\n${bench.name}: ${bench.about}`);
  const lookAgain = await watchMachine();
  const started = performance.now();
  try {
    const result = await bench.run(stage, { quick: values.quick, processes });
    const seconds = Math.round((performance.now() - started) / 1000);
    const load = lookAgain();
    const targets = result.targets.map((target) => ({ ...target, verdict: judge(target, load.busyBecause) }));
    verdicts.push(...targets.map(({ verdict }) => verdict));
    results.push({ name: bench.name, seconds, load, ...result, targets });
    printResult(result, load.busyBecause);
    console.log(`  (${seconds} s; ${describeLoad(load)})`);
  } catch (error) {
    failed = true;
    console.error(error);
  }
}
await stage.stop();

const run = { conditions, quick: values.quick, processes, results };
const json = JSON.stringify(run);
if (values.json) await writeFile(values.json, `${json}\n`);
console.log(`\n${json}`);
if (earlier) console.log(`\n${compareRuns(earlier, JSON.parse(json) as Run).join('\n')}`);
// A server or a LINE left over by a bench that failed must not keep the run alive.
process.exit(failed ? 1 : verdicts.includes('missed') ? 3 : verdicts.includes('not judged') ? 4 : 0);

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        quick: { type: 'boolean', default: false },
        processes: { type: 'string', default: '1' },
        json: { type: 'string' },
        compare: { type: 'string' },
      },
    });
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function refuse(why: string): never {
  console.error(why);
  process.exit(2);
}
