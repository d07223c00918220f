import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { SERVER_FLAGS } from '../../../scripts/bootstrap/project-node.mjs';
import { readCpuMs, readPeakMegabytes } from './cpu-time.ts';
import { nextPort } from './ports.ts';

/** What the benches' servers and their LINE agree on. */
export const CHANNEL = { channelSecret: 'secret-of-the-benches', channelAccessToken: 'token-of-the-benches' };
export const AUTH_SECRET = 'secret-of-the-benches-0123456789abcdef';

/** What a bench that failed has left running must not outlive the run. */
const running = new Set<ChildProcess>();

export async function killServers(): Promise<void> {
  const ended = [...running].map((child) => once(child, 'exit'));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(ended);
}

export type ServerProcess = {
  url: string;
  port: number;
  /** CPU it has taken so far, in ms. */
  cpuMs(): Promise<number>;
  /** The most memory it has held so far, in MB. */
  peakMegabytes(): Promise<number>;
  /** From starting the process to its listening, in ms. */
  readyAfter: number;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

type Place = {
  databaseUrl: string;
  dataDir: string;
  lineUrl: string;
  port?: number;
  /** What runs in it: the real server, or what it is compared with. */
  program?: 'run-server.ts' | 'run-skeleton.ts';
};

/**
 * The real server in a process of its own, reading its environment like production. `BENCH_PROFILE=folder` writes a
 * CPU profile of it there when it stops.
 */
export async function startServer({
  databaseUrl,
  dataDir,
  lineUrl,
  port = nextPort(),
  program = 'run-server.ts',
}: Place): Promise<ServerProcess> {
  const started = performance.now();
  const profile = process.env.BENCH_PROFILE;
  const child = fork(join(import.meta.dirname, program), [], {
    execArgv: [...SERVER_FLAGS, ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [])],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      AUTH_SECRET,
      LINE_CHANNEL_SECRET: CHANNEL.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: CHANNEL.channelAccessToken,
      LINE_API_BASE: lineUrl,
      LINE_DATA_API_BASE: lineUrl,
      LOG_LEVEL: 'warn',
      // One account of the benches does the work of a whole province.
      LIMIT_FACTOR: '1000',
    },
  });
  running.add(child);
  child.on('exit', () => running.delete(child));
  const log = createWriteStream(join(dataDir, 'server-log.jsonl'), { flags: 'a' });
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  await untilReady(child, join(dataDir, 'server-log.jsonl'));
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    peakMegabytes: () => readPeakMegabytes(child.pid ?? 0),
    cpuMs: () => readCpuMs(child.pid ?? 0),
    readyAfter: performance.now() - started,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

/** So many server processes on the one database, as one: its CPU is theirs together. */
export type Servers = { each: readonly ServerProcess[]; cpuMs(): Promise<number>; stop(): Promise<void> };

export async function startServers(count: number, place: Omit<Place, 'port'>): Promise<Servers> {
  const each: ServerProcess[] = [];
  // One after another: the first one brings the database up to date.
  for (let started = 0; started < count; started++) each.push(await startServer(place));
  return {
    each,
    cpuMs: async () => (await Promise.all(each.map((server) => server.cpuMs()))).reduce((sum, ms) => sum + ms, 0),
    stop: async () => void (await Promise.all(each.map((server) => server.stop()))),
  };
}

async function untilReady(child: ChildProcess, log: string): Promise<void> {
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the server ended before it was ready; see ${log}`);
  });
  await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => {});
}
