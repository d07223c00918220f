import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../app-error.ts';
import { createSlots } from '../http/rates.ts';
import type { Log } from '../log.ts';
import type { FromWorker, ToWorker } from './worker-process.ts';

/** What a stranger's file may cost at most. */
export type WorkerLimits = {
  /** Processes side by side; the rest waits. */
  processes: number;
  /** JavaScript's heap of one process. */
  heapMegabytes: number;
  /** All that one process may fill, libraries' own memory in it (RLIMIT_DATA; Linux, elsewhere the heap alone). */
  memoryMegabytes: number;
  /** By the clock, for one job; a process that is still at it then is killed. */
  seconds: number;
  /** Jobs that wait; one more is refused with `server/overloaded`. */
  waiting: number;
  /**
   * One that has waited so long is refused with `server/overloaded` as well. With `seconds` it must stay below the minute
   * after which a silent connection is closed, where somebody waits at one.
   */
  waitSeconds: number;
  /** Of one person, under way or waiting; one more is refused with `request/too-many`. */
  ofOnePerson: number;
};

export type Workers<Job, Answer> = {
  /**
   * Reads one file in a process of its own. @param of whose it is, for the limit of one person
   * @throws AppError what the reader threw; `file/unreadable` when it threw anything else; `file/too-heavy` when it took
   * too much memory or time, or its process died twice; `server/overloaded`, `request/too-many`
   */
  run(job: Job, of?: string): Promise<Answer>;
  /** Ends the processes at once: what runs or waits fails with `server/overloaded`, and may be tried again. */
  stop(): Promise<void>;
};

/** What a process takes to load its reader; a machine under load needs long. */
const STARTS_WITHIN_MS = 60_000;
/** Nobody reads files all the time: a process that nobody needs gives its memory back. */
const IDLE_MS = 60_000;
/** What leaks in a library ends with its process. */
const BUSY_AT_MOST_MS = 300_000;
/** Twice that: reached only by a process whose server is gone while it is busy, so that nothing is left behind for ever. */
const CPU_SECONDS = 600;
/**
 * Lower than everything else that this machine does for us: the server and PostgreSQL go first (a third of the share of
 * each where they all want the same core), and a picture is still opened on a machine that is busy all day.
 */
const NICENESS = 5;
/** A process may die of what has nothing to do with its file (the machine is out of memory): so each is tried twice. */
const TRIES = 2;
const PRINTED_KEPT = 2000;
/** Address space that Node 24 reserves for code before it begins (VmData 573 MB, of which 40 are filled), and what its threads need. */
const NODE_RESERVES_MEGABYTES = 640;

type Pending = {
  job: unknown;
  tries: number;
  /** By the monotonic clock. */
  waitsUntil: number;
  done(answer: never): void;
  failed(error: Error): void;
};
type Slot = {
  child: ChildProcess;
  isReady: boolean;
  busyMs: number;
  current?: { pending: Pending; startedAt: number; timer: NodeJS.Timeout };
  isTooSlow?: boolean;
  /** It was killed and its exit has not been reported yet: it gets no other job. */
  isEnding?: boolean;
  idle?: NodeJS.Timeout;
};

/**
 * Processes in which files of strangers are read (decision 0043): decoding fills threads and memory that sign-in, names
 * and reports need, and a file made to harm may end the process that opens it. They are started when there is something
 * to read, know no secret of ours, and end with the server, however it ends.
 * @param reader the module and the exported function that reads; what it takes and gives must be plain data
 */
export function createWorkers<Job, Answer>(
  reader: { name: string; module: URL; function: string },
  limits: WorkerLimits,
  log: Log,
): Workers<Job, Answer> {
  const waiting: Pending[] = [];
  const slots = new Set<Slot>();
  const enter = createSlots(limits.ofOnePerson);
  let stopped = false;

  const kill = (slot: Slot): void => {
    slot.isEnding = true;
    slot.child.ref();
    slot.child.kill('SIGKILL');
  };

  const start = (): void => {
    const slot: Slot = { child: startProcess(reader, limits), isReady: false, busyMs: 0 };
    slots.add(slot);
    const { child } = slot;
    const slowStart = setTimeout(() => kill(slot), STARTS_WITHIN_MS);
    let printed = '';
    child.stderr?.setEncoding('utf8').on('data', (said: string) => {
      printed = (printed + said).slice(-PRINTED_KEPT);
    });
    child.stderr?.on('error', () => {});
    // The process itself says whether it is worth waiting for.
    (child.stderr as Socket | null)?.unref();
    child.on('message', (message: FromWorker) => {
      if (message.kind === 'ready') {
        clearTimeout(slowStart);
        slot.isReady = true;
        next(slot);
      } else finish(slot, message);
    });
    let isOver = false;
    const onEnd = (how: Record<string, unknown>): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(slowStart);
      clearTimeout(slot.idle);
      slots.delete(slot);
      const { current } = slot;
      // One that can't even start must not be started for ever: it takes the first job that waits with it.
      const pending = current ? release(slot) : slot.isReady ? undefined : waiting.shift();
      // What it printed is logged only of a start that failed: later it could hold what stands in a file.
      if (pending && !stopped) {
        log.warn(
          { worker: reader.name, ...how, tooSlow: slot.isTooSlow === true, ...(!slot.isReady && { printed }) },
          'a process that reads files ended before its file was read',
        );
      }
      if (pending) comeBack(pending, slot.isTooSlow === true);
      pump();
    };
    child.on('error', (error) => {
      // Also what could not be sent; a process that never began has no exit.
      if (child.pid === undefined) onEnd({ error });
      else kill(slot);
    });
    child.on('exit', (code, signal) => onEnd({ code, signal }));
  };

  const comeBack = (pending: Pending, isTooSlow: boolean): void => {
    pending.tries += 1;
    if (stopped) pending.failed(overloaded());
    else if (isTooSlow || pending.tries >= TRIES) pending.failed(new AppError('file/too-heavy'));
    else putBack(pending);
  };

  /** Whoever came first waits longest, so it is the first that is given up. */
  const giveUpOld = (): void => {
    const now = performance.now();
    while (waiting[0] && waiting[0].waitsUntil <= now) waiting.shift()?.failed(overloaded());
  };

  const putBack = (pending: Pending): void => {
    waiting.unshift(pending);
    giveUpOld();
  };

  const release = (slot: Slot): Pending | undefined => {
    const { current } = slot;
    if (!current) return undefined;
    clearTimeout(current.timer);
    slot.busyMs += performance.now() - current.startedAt;
    delete slot.current;
    return current.pending;
  };

  const finish = (slot: Slot, message: Exclude<FromWorker, { kind: 'ready' }>): void => {
    const pending = release(slot);
    if (message.kind === 'answer') pending?.done(message.answer as never);
    else if (message.kind === 'refused') {
      const { code, params, message: text } = message;
      pending?.failed(new AppError(code, { params, message: text }));
    } else {
      log.warn({ worker: reader.name, fault: message.fault, at: message.at }, 'a reader of files threw; it should not');
      pending?.failed(new AppError('file/unreadable'));
    }
    next(slot);
  };

  /** Gives a process its next job, or lets it rest. */
  const next = (slot: Slot): void => {
    if (slot.isEnding) return;
    if (slot.busyMs > BUSY_AT_MOST_MS) return void kill(slot);
    const pending = waiting.shift();
    const { child } = slot;
    if (!pending) {
      // A command of the operator's may end while the process rests; the server has other reasons to stay.
      child.unref();
      child.channel?.unref();
      slot.idle = setTimeout(() => kill(slot), IDLE_MS).unref();
      return;
    }
    clearTimeout(slot.idle);
    child.ref();
    child.channel?.ref();
    const timer = setTimeout(() => {
      slot.isTooSlow = true;
      kill(slot);
    }, limits.seconds * 1000);
    slot.current = { pending, startedAt: performance.now(), timer };
    const message: ToWorker = { job: pending.job };
    // Where it can't be sent the process is gone, and its exit event follows.
    child.send(message, () => {});
  };

  const pump = (): void => {
    for (const slot of slots) if (slot.isReady && !slot.current && waiting.length > 0) next(slot);
    const starting = [...slots].filter(({ isReady }) => !isReady).length;
    if (waiting.length > starting && slots.size < limits.processes) start();
  };

  return {
    async run(job, of) {
      if (stopped || waiting.length >= limits.waiting) throw overloaded();
      const leave = of === undefined ? () => {} : enter(of);
      if (!leave) throw new AppError('request/too-many', { params: { seconds: limits.seconds } });
      try {
        return await new Promise<Answer>((done, failed) => {
          const waitMs = limits.waitSeconds * 1000;
          waiting.push({ job, tries: 0, waitsUntil: performance.now() + waitMs, done, failed });
          setTimeout(giveUpOld, waitMs + 1).unref();
          pump();
        });
      } finally {
        leave();
      }
    },
    async stop() {
      stopped = true;
      for (const pending of waiting.splice(0)) pending.failed(overloaded());
      await Promise.all([...slots].map(endSlot));
    },
  };
}

function overloaded(): AppError {
  return new AppError('server/overloaded', { params: { seconds: 5 } });
}

function endSlot({ child }: Slot): Promise<void> {
  return new Promise((ended) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return ended();
    child.ref();
    child.once('exit', () => ended());
    child.kill('SIGKILL');
  });
}

/** The first to go when the machine is out of memory; no core file with a picture in it, no file at all, so much memory and time. */
const LIMITED = [
  '{ echo 500 > /proc/self/oom_score_adj; } 2>/dev/null',
  'ulimit -c 0; ulimit -f 0; ulimit -t "$1"; ulimit -d "$2" 2>/dev/null',
  'shift 2; if command -v nice >/dev/null; then exec nice -n "$@"; fi; shift; exec "$@"',
].join('; ');

function startProcess(
  { module, function: name }: { module: URL; function: string },
  { heapMegabytes, memoryMegabytes }: WorkerLimits,
): ChildProcess {
  const node = [
    process.execPath,
    `--max-old-space-size=${heapMegabytes}`,
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, 'worker-process.ts'),
    module.href,
    name,
  ];
  const kilobytes = (memoryMegabytes + NODE_RESERVES_MEGABYTES) * 1024;
  const limited = ['-c', LIMITED, 'sh', `${CPU_SECONDS}`, `${kilobytes}`, `${NICENESS}`, ...node];
  const [file, ...args] = process.platform === 'win32' ? node : ['/bin/sh', ...limited];
  const child = spawn(file as string, args, {
    // Not ours: it would hold the secrets. One thread for a library's work, and few pools of memory.
    env: { PATH: '/usr/bin:/bin', UV_THREADPOOL_SIZE: '1', MALLOC_ARENA_MAX: '2' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  if (process.platform === 'win32' && child.pid !== undefined) {
    try {
      setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // It ended already; its exit event follows.
    }
  }
  return child;
}
