import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createLog } from './platform/log.ts';
import { createStopping, HANGS, stopInTurn } from './stopping.ts';

/** A process of its own that receives signals and prints how it ends. */
function aProcess(withinMs = 60_000) {
  const source = new EventEmitter();
  const lines: string[] = [];
  let ended: (code: number) => void = () => {};
  const end = new Promise<number>((resolve) => {
    ended = resolve;
  });
  const stopping = createStopping({
    ...{ log: createLog('silent'), withinMs },
    print: (line) => void lines.push(line),
    exit: (code) => ended(code),
    source: source as unknown as NodeJS.Process,
  });
  return { source, lines, end, stopping };
}
const pause = (ms: number) => new Promise<void>((over) => setTimeout(over, ms));
const never = () => new Promise<undefined>(() => {});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect'])(
  '%s: everything in turn, and "stopped" comes last',
  async (signal) => {
    const { source, lines, end, stopping } = aProcess();
    stopping.add('the server', async () => {
      await pause(20);
      lines.push('server down');
    });
    stopping.add('the simulator', async () => {
      lines.push('simulator down');
    });
    source.emit(signal, signal);
    expect(stopping.isUnderWay()).toBe(true);
    expect(await end).toBe(0);
    expect(lines).toEqual(['stopping …', 'server down', 'simulator down', 'stopped']);
  },
);

test('what goes on for somebody else is said with it', async () => {
  const { source, lines, end, stopping } = aProcess();
  stopping.add('the server', async () => 'another process goes on with its database');
  source.emit('SIGTERM', 'SIGTERM');
  await end;
  expect(lines.at(-1)).toBe('stopped; another process goes on with its database');
});

test('a signal during the start waits for it, so that there is something whole to stop', async () => {
  const { source, lines, end, stopping } = aProcess();
  const start = pause(30).then(() => {
    lines.push('started');
    stopping.add('the server', async () => void lines.push('server down'));
  });
  stopping.begun(start);
  source.emit('SIGTERM', 'SIGTERM');
  expect(await end).toBe(0);
  expect(lines).toEqual(['stopping …', 'started', 'server down', 'stopped']);
});

test('a part that fails keeps no other from being stopped, and the last line does not say "stopped"', async () => {
  const { source, lines, end, stopping } = aProcess();
  stopping.add('one', () => Promise.reject(new Error('no')));
  stopping.add('other', async () => void lines.push('other down'));
  source.emit('SIGTERM', 'SIGTERM');
  expect(await end).toBe(1);
  expect(lines.slice(1)).toEqual(['other down', expect.stringMatching(/^not stopped cleanly/)]);
});

test('a stop that hangs ends by itself, with a code of its own and what it waited for', async () => {
  const { source, lines, end, stopping } = aProcess(30);
  stopping.add('the server', never);
  source.emit('SIGTERM', 'SIGTERM');
  expect(await end).toBe(HANGS);
  expect(lines.at(-1)).toMatch(/^not stopped within 0.03 s, waiting for the server/);
});

test('one Ctrl-C that comes several times is one; a second one later ends the process at once', async () => {
  const { source, lines, end, stopping } = aProcess();
  stopping.add('the server', never);
  for (const signal of ['SIGINT', 'SIGINT', 'SIGINT', 'disconnect']) source.emit(signal, signal);
  expect(lines).toEqual(['stopping …']);
  await pause(1050);
  source.emit('disconnect');
  expect(lines).toHaveLength(1);
  source.emit('SIGINT', 'SIGINT');
  expect(await end).toBe(130);
  expect(lines.at(-1)).toMatch(/^ended at once/);
});

test('parts are stopped in turn, also behind one that fails; the failure is reported', async () => {
  const done: number[] = [];
  const part = (number: number) => async () => void done.push(number);
  const failing = () => Promise.reject(new Error('second'));
  await expect(stopInTurn([part(1), failing, part(3)])).rejects.toThrow('second');
  expect(done).toEqual([1, 3]);
});
