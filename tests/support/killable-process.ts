import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A process of its own that a test kills. */
export type KillableProcess = {
  child: ChildProcess;
  /** What it said when it was ready. */
  said: unknown;
  /** Resolves when it has ended, by whatever cause. */
  ended: Promise<unknown>;
  /** SIGKILL: no goodbye, nothing is finished. */
  kill(): Promise<void>;
};

/**
 * Starts a file of this folder and waits until it says that it is ready. It ends with its test at the latest.
 * @throws when it ends before it is ready, with what it wrote: whoever waited for its word alone would wait for ever
 */
export async function startKillable(file: `${string}-process.ts`, args: string[]): Promise<KillableProcess> {
  const child = fork(join(import.meta.dirname, file), args, {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let wrote = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    wrote += text;
  });
  const ended = once(child, 'close');
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  const tooEarly = ended.then(([code, signal]): never => {
    throw new Error(`${file} ended before it was ready (${code ?? signal}): ${wrote}`);
  });
  const [said] = await Promise.race([once(child, 'message'), tooEarly]);
  return { child, said, ended, kill };
}
