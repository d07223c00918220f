import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { afterAll, expect, test, vi } from 'vitest';
import { isRunning, listWorkers } from '#support/worker-pids';
import type { Trick } from '#support/worker-tricks';
import { createLog } from '../log.ts';
import { createWorkers, type WorkerLimits } from './workers.ts';

const LIMITS: WorkerLimits = {
  processes: 1,
  heapMegabytes: 64,
  memoryMegabytes: 400,
  seconds: 30,
  waiting: 5,
  waitSeconds: 60,
  ofOnePerson: 3,
};
const TRICKS = new URL('../../../tests/support/worker-tricks.ts', import.meta.url);
const log = createLog('silent');
const opened: { stop(): Promise<void> }[] = [];
const open = (limits: Partial<WorkerLimits> = {}, name = 'playTrick') => {
  const reader = { name: 'tricks', module: TRICKS, function: name };
  const workers = createWorkers<Trick, unknown>(reader, { ...LIMITS, ...limits }, log);
  opened.push(workers);
  return workers;
};
const folder = await mkdtemp(join(tmpdir(), 'ess-workers-'));
let made = 0;
const place = () => join(folder, `${++made}`);
afterAll(async () => void (await Promise.all(opened.map(({ stop }) => stop()))));

test('a job is answered from another process, as plain data with its bytes, and one process serves many', async () => {
  const workers = open();
  const value = { text: 'ก', bytes: Buffer.from([1, 2, 3]), at: new Date(0), list: [null, 1.5] };
  expect(await workers.run({ trick: 'echo', value })).toEqual(value);
  const pids = listWorkers('worker-tricks');
  expect(await Promise.all([1, 2, 3].map((each) => workers.run({ trick: 'echo', value: each })))).toEqual([1, 2, 3]);
  expect(pids).toHaveLength(1);
  expect(listWorkers('worker-tricks')).toEqual(pids);
  await workers.stop();
  expect(isRunning(pids[0] as number)).toBe(false);
});

test('what the reader refuses keeps its code and values; anything else it throws is a file that can’t be read', async () => {
  const warn = vi.spyOn(log, 'warn');
  const workers = open();
  await expect(workers.run({ trick: 'refuse' })).rejects.toMatchObject({
    code: 'duty/quote-open',
    params: { line: 7 },
  });
  await expect(workers.run({ trick: 'throw' })).rejects.toMatchObject({ code: 'file/unreadable' });
  await expect(workers.run({ trick: 'deep' })).rejects.toMatchObject({ code: 'file/unreadable' });
  expect(await workers.run({ trick: 'echo', value: 1 })).toBe(1);
  // Where it threw, and nothing of what stood in the file.
  expect(JSON.stringify(warn.mock.calls)).toContain('TypeError');
  expect(JSON.stringify(warn.mock.calls)).not.toContain('สมมติ');
});

test.each(['fill-heap', 'fill-memory'] as const)(
  '%s ends the process that reads, and not us: that file fails, the next is read',
  async (trick) => {
    const workers = open();
    const bad = workers.run({ trick });
    const good = workers.run({ trick: 'echo', value: 'next' });
    await expect(bad).rejects.toMatchObject({ code: expect.stringMatching(/^file\/(?:too-heavy|unreadable)$/) });
    expect(await good).toBe('next');
  },
);

test('a file that takes too long is given up, and the next is read', async () => {
  const workers = open({ seconds: 1 });
  await expect(workers.run({ trick: 'loop' })).rejects.toMatchObject({ code: 'file/too-heavy' });
  expect(await workers.run({ trick: 'echo', value: 'next' })).toBe('next');
});

test('a process that is killed by something else is started again, and its file is tried once more', async () => {
  const workers = open();
  expect(await workers.run({ trick: 'die', always: false, mark: place() })).toBe('alive');
  await expect(workers.run({ trick: 'die', always: true, mark: place() })).rejects.toMatchObject({
    code: 'file/too-heavy',
  });
  expect(await workers.run({ trick: 'echo', value: 'next' })).toBe('next');
});

test('one that can’t even start fails its job instead of starting for ever', async () => {
  await expect(open({}, 'noSuchFunction').run({ trick: 'loop' })).rejects.toMatchObject({ code: 'file/too-heavy' });
});

test('while a file is being read, passwords, names and files of ours do not wait; too many files are refused plainly', async () => {
  const workers = open();
  const [until, begun] = [place(), place()];
  const blocked = workers.run({ trick: 'block', until, begun }, 'สมมติ 1');
  await expect.poll(() => existsSync(begun)).toBe(true);
  // All that the threads of this process do: twice as many as there are.
  const ours = [...Array(8)].flatMap(() => [hash('password'), readFile(import.meta.filename)]);
  await Promise.all(ours);
  const waiting = [2, 2, 2, 3, 3].map((who) => workers.run({ trick: 'echo', value: who }, `สมมติ ${who}`));
  await expect(workers.run({ trick: 'echo', value: 4 }, 'สมมติ 4')).rejects.toMatchObject({ code: 'server/overloaded' });
  expect(existsSync(until)).toBe(false);
  writeFileSync(until, '');
  expect(await blocked).toBe('released');
  expect(await Promise.all(waiting)).toEqual([2, 2, 2, 3, 3]);
});

test('nobody’s files fill the places of everybody', async () => {
  const workers = open({ waiting: 20 });
  const mine = [1, 2, 3, 4].map((value) => workers.run({ trick: 'echo', value }, 'สมมติ 1'));
  await expect(mine[3]).rejects.toMatchObject({ code: 'request/too-many' });
  expect(await workers.run({ trick: 'echo', value: 'mine' }, 'สมมติ 2')).toBe('mine');
  expect(await Promise.all(mine.slice(0, 3))).toEqual([1, 2, 3]);
});

test('a job that has waited too long is refused as overloaded instead of waiting on', async () => {
  const workers = open({ waitSeconds: 1 });
  const [until, begun] = [place(), place()];
  const blocked = workers.run({ trick: 'block', until, begun });
  await expect.poll(() => existsSync(begun)).toBe(true);
  await expect(workers.run({ trick: 'echo', value: 1 })).rejects.toMatchObject({ code: 'server/overloaded' });
  writeFileSync(until, '');
  expect(await blocked).toBe('released');
});

test('stopping ends the process at once; what it did may be tried again elsewhere', async () => {
  const workers = open();
  const [until, begun] = [place(), place()];
  const jobs = [workers.run({ trick: 'block', until, begun }), workers.run({ trick: 'echo', value: 1 })].map((job) =>
    job.catch(({ code }) => code),
  );
  await expect.poll(() => existsSync(begun)).toBe(true);
  await workers.stop();
  expect(await Promise.all(jobs)).toEqual(['server/overloaded', 'server/overloaded']);
  await expect(workers.run({ trick: 'echo', value: 1 })).rejects.toMatchObject({ code: 'server/overloaded' });
});

test('it knows no secret of ours, has its limits, and runs at the lowest priority', async () => {
  vi.stubEnv('AUTH_SECRET', 'the secret of the server');
  const seen = (await open().run({ trick: 'look-around' })) as Record<string, string> & { env: object };
  vi.unstubAllEnvs();
  const ours = Object.keys(seen.env).filter((name) => !/^(?:PATH|PWD|OLDPWD|SHLVL|_|NODE_CHANNEL.*)$/.test(name));
  expect(ours.sort()).toEqual(['MALLOC_ARENA_MAX', 'UV_THREADPOOL_SIZE']);
  const limits = Object.fromEntries(
    [...(seen.limits ?? '').matchAll(/^Max (data size|core file size|file size|cpu time) +(\d+)/gm)].map(
      ([, what, most]) => [what, Number(most)],
    ),
  );
  expect(limits).toEqual({
    'cpu time': 600,
    'core file size': 0,
    'file size': 0,
    'data size': (LIMITS.memoryMegabytes + 640) * 1024 * 1024,
  });
  expect([seen.priority, seen.goesFirst]).toEqual([5, '500']);
});

test('a server that is killed leaves no process behind', async () => {
  const [until, begun] = [place(), place()];
  const server = fork(join(import.meta.dirname, '../../../tests/support/worker-owner.ts'), [until, begun], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await expect.poll(() => existsSync(begun)).toBe(true);
  const worker = Number(readlinkSync(`${begun}.pid`));
  const ended = once(server, 'exit');
  server.kill('SIGKILL');
  await ended;
  writeFileSync(until, '');
  await expect.poll(() => isRunning(worker)).toBe(false);
});
