import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { nextPort } from './stage/ports.ts';

const ROOT = join(import.meta.dirname, '../..');
const SLOWEST_S = 5;

export const start: Bench = {
  name: 'start',
  about: '`npm start` with its database in place, from the command to the line that says it runs',
  async run(stage, { quick }) {
    const dataDir = await mkdtemp(join(stage.folder, 'start-'));
    const first = await startOnce(dataDir);
    const again: number[] = [];
    for (let times = quick ? 1 : 3; times > 0; times--) again.push(await startOnce(dataDir));
    await rm(dataDir, { recursive: true, force: true });
    const slowest = Math.max(...again);
    return {
      metrics: [
        { name: 'first start, database made', value: first, unit: 's' },
        { name: 'later start, the slowest', value: slowest, unit: 's' },
        { name: 'later start, the fastest', value: Math.min(...again), unit: 's' },
      ],
      targets: [{ what: `ready < ${SLOWEST_S} s`, reached: `${slowest.toFixed(1)} s`, met: slowest < SLOWEST_S }],
      notes: ['node modules installed and pages built; npm, the bootstrap, PostgreSQL, server and simulator included'],
    };
  },
};

/** Runs `npm start` until it says that it runs, and stops it as Ctrl+C does. Gives the seconds to readiness. */
async function startOnce(dataDir: string): Promise<number> {
  const started = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    // A group of its own, so that the signal reaches npm and everything below it as a terminal's would.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATA_DIR: dataDir, PORT: `${nextPort()}`, SIMULATOR_PORT: `${nextPort()}` },
  });
  let said = '';
  const ready = new Promise<number>((isReady, failed) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('ESS Help Me runs')) isReady((performance.now() - started) / 1000);
    });
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.on('exit', (code) => failed(new Error(`npm start ended with ${code}:\n${said}`)));
  });
  try {
    return await ready;
  } finally {
    const ended = new Promise((done) => child.stdout.on('close', done));
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    await ended;
  }
}
