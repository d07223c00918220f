import type { AppError } from '#platform/app-error';
import { systemClock } from '#platform/clock';
import { createLog } from '#platform/log';
import { createApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { explainStartFailure, tryPort } from './start-failure.ts';
import { createStopping, type Stopping } from './stopping.ts';

/**
 * Connections that may wait to be accepted, where the system allows as many. After a restart all consoles and phones come back
 * at once; with Node's 511 the rest try again after 1, 3, 7 and more seconds.
 */
const WAITING_CONNECTIONS = 4096;

/** Builds the app, listens, and stops cleanly on a signal. Resolves when it listens; never when it is to stop already. */
export async function serve(config: Config, writeLine: (line: string) => void): Promise<Stopping> {
  const log = createLog(config.logLevel);
  // A terminal or npm that is gone must not end the process in the middle of its stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const print = (line: string) => console.log(line);
  const stopping = createStopping({ log, print, exit: process.exit, source: process });
  await tryPort(config.host, config.port, 'PORT');
  const start = listen(config, writeLine, stopping, log);
  stopping.begun(start);
  await start;
  return stopping.isUnderWay() ? new Promise(() => {}) : stopping;
}

async function listen(
  config: Config,
  writeLine: (line: string) => void,
  stopping: Stopping,
  log: ReturnType<typeof createLog>,
): Promise<void> {
  const app = await createApp(config, { clock: systemClock, log, writeLine, giveUp: endWithoutDatabase });
  try {
    await app.start();
    await app.fastify.listen({ host: config.host, port: config.port, backlog: WAITING_CONNECTIONS });
  } catch (error) {
    // People must read why it did not start, not what failed while closing.
    await app.stop().catch((fault: unknown) => log.error({ error: fault }, 'a failed start left something open'));
    throw error;
  }
  stopping.add('the server', app.stop);
}

/** `npm run serve`: only what the environment says; refuses to start and says why. */
export async function serveProduction(env: Record<string, string | undefined>): Promise<void> {
  try {
    const config = readConfig(env, 'production');
    await serve(config, (line) => console.log(line));
    console.log(`ESS Help Me listens on ${config.host}:${config.port}, public address ${config.publicUrl}`);
  } catch (error) {
    endOn(error);
  }
}

/**
 * The exit code when the embedded database dies too often or can't be started again (EX_UNAVAILABLE of sysexits.h); the
 * manual names it. At once, as after a kill: without a database nothing that is under way can be finished.
 */
const DATABASE_GIVEN_UP = 69;

function endWithoutDatabase({ code, message }: AppError): void {
  console.error(`${code}: ${message}`);
  process.exit(DATABASE_GIVEN_UP);
}

/** Ends the process with what kept it from starting. @throws the error itself where it is a fault of ours */
export function endOn(error: unknown): never {
  const why = explainStartFailure(error);
  if (why === undefined) throw error;
  console.error(why);
  process.exit(1);
}
