// `npm run bench [-- name …] [--quick] [--json FILE]`: measures the design's budgets on this machine.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { alarm } from './alarm.bench.ts';
import { type Bench, printResult, type Result } from './bench.ts';
import { burst } from './burst.bench.ts';
import { type Conditions, readConditions, readLoad } from './conditions.ts';
import { escalationSteps } from './escalation-steps.bench.ts';
import { firstLoad } from './first-load.bench.ts';
import { pictures } from './pictures.bench.ts';
import { positions } from './positions.bench.ts';
import { queue } from './queue.bench.ts';
import { report } from './report.bench.ts';
import { responsibleStation } from './responsible-station.bench.ts';
import { openStage } from './stage/stage.ts';
import { start } from './start.bench.ts';
import { webhook } from './webhook.bench.ts';

const BENCHES: Bench[] = [
  webhook,
  report,
  alarm,
  pictures,
  positions,
  burst,
  escalationSteps,
  responsibleStation,
  queue,
  start,
  firstLoad,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
});
const unknown = positionals.filter((name) => !BENCHES.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(', ')}; there are:`);
  for (const { name, about } of BENCHES) console.error(`  ${name.padEnd(20)} ${about}`);
  process.exit(2);
}

const chosen = BENCHES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const stage = await openStage();
const conditions: Conditions = await readConditions(stage.admin);
console.log(
  Object.entries(conditions)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · '),
);
const results: (Result & { name: string; seconds: number; loadBefore: number; loadAfter: number })[] = [];
let failed = false;
for (const bench of chosen) {
  console.log(`\n${bench.name}: ${bench.about}`);
  const loadBefore = readLoad();
  const started = performance.now();
  try {
    const result = await bench.run(stage, values);
    const seconds = Math.round((performance.now() - started) / 1000);
    results.push({ name: bench.name, seconds, loadBefore, loadAfter: readLoad(), ...result });
    printResult(result);
    console.log(`  (${seconds} s; load ${loadBefore} before, ${readLoad()} after)`);
  } catch (error) {
    failed = true;
    console.error(error);
  }
}
await stage.stop();

const json = JSON.stringify({ conditions, quick: values.quick, results });
if (values.json) await writeFile(values.json, `${json}\n`);
console.log(`\n${json}`);
// A server or a LINE left over by a bench that failed must not keep the run alive.
process.exit(failed ? 1 : 0);
