// The process in which files are read: `node worker-process.ts <module> <function>`; see workers.ts.
import { AppError } from '../app-error.ts';

export type ToWorker = { job: unknown };
export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'answer'; answer: unknown }
  | { kind: 'refused'; code: string; params: Readonly<Record<string, string | number>>; message: string }
  /** What it is called and where: never its message, which may quote the file. */
  | { kind: 'threw'; fault: string; at: string };

const MOST_FRAMES = 8;

async function answer(run: (job: unknown) => unknown, job: unknown): Promise<FromWorker> {
  try {
    return { kind: 'answer', answer: await run(job) };
  } catch (error) {
    if (!(error instanceof AppError)) return whatWasThrown(error);
    return { kind: 'refused', code: error.code, params: error.params, message: error.message };
  }
}

function whatWasThrown(error: unknown): FromWorker {
  const { name = 'unknown', stack = '' } = error instanceof Error ? error : {};
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { kind: 'threw', fault: name, at: frames.slice(0, MOST_FRAMES).join('\n') };
}

function send(message: FromWorker): void {
  try {
    // The server is gone: 'disconnect' ends us.
    process.send?.(message, undefined, undefined, () => {});
  } catch (error) {
    // An answer that can't be written down, nested too deep for one.
    if (message.kind === 'answer') send(whatWasThrown(error));
  }
}

async function serve([module = '', name = '']: string[]): Promise<void> {
  // The server is gone, however it went.
  process.on('disconnect', () => process.exit(0));
  // A terminal and systemd signal the whole family; the server decides when we end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  const run = ((await import(module)) as Record<string, unknown>)[name];
  if (typeof run !== 'function') throw new Error(`${module} exports no function ${name}`);
  process.on('message', async ({ job }: ToWorker) => send(await answer(run as (job: unknown) => unknown, job)));
  if (!process.connected) process.exit(0);
  send({ kind: 'ready' });
}

// Types of this file are imported by the server.
if (process.argv[1] === import.meta.filename) await serve(process.argv.slice(2));
