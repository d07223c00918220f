import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findFreePort } from '../../server/platform/free-port.ts';
import { until } from '../support/officer.ts';

/** The first start makes a database and fills it with ten thousand agencies; on a busy machine that takes a minute. */
const START_WITHIN_MINUTES = 4;

/** The server as a child process that can be killed and started again on the same data. */
export type KillableServer = {
  url: string;
  start(): Promise<void>;
  /** SIGKILL: no goodbye, nothing is finished. */
  kill(): Promise<void>;
  /** SIGTERM: what runs is finished; gives the exit code. */
  stop(): Promise<number | null>;
  /** The exit code of a process that ended by itself; undefined while it runs. */
  exitCode(): number | null | undefined;
};

export async function createKillableServer(
  dataDir: string,
  lineUrl: string,
  secrets: LineSecrets,
): Promise<KillableServer> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const ended = once(child, 'exit');
    child.kill(signal);
    const [code] = (await ended) as [number | null];
    return code;
  };
  return {
    url,
    async start() {
      const env = {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        HOST: '127.0.0.1',
        PORT: String(port),
        DATA_DIR: dataDir,
        AUTH_SECRET: 'secret-of-the-crash-test-0123456789',
        LINE_CHANNEL_SECRET: secrets.channelSecret,
        LINE_CHANNEL_ACCESS_TOKEN: secrets.channelAccessToken,
        LINE_API_BASE: lineUrl,
        LINE_DATA_API_BASE: lineUrl,
        LOG_LEVEL: 'fatal',
      };
      const started = fork(join(import.meta.dirname, 'serve.ts'), [], {
        env,
        execArgv: [],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      child = started;
      await until(async () => {
        if (started.exitCode !== null) throw new Error(`the server ended by itself: ${started.exitCode}`);
        return (await fetch(`${url}/readyz`).catch(() => undefined))?.status === 200 ? true : undefined;
      }, START_WITHIN_MINUTES);
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    exitCode: () => (child && child.exitCode === null && child.signalCode === null ? undefined : child?.exitCode),
  };
}

type LineSecrets = { channelSecret: string; channelAccessToken: string };
