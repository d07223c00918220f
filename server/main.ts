import type { AppError } from '#platform/app-error';
import { systemClock } from '#platform/clock';
import { createLog } from '#platform/log';
import { createApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { explainStartFailure, tryPort } from './start-failure.ts';

/** Builds the app, listens, and stops cleanly on SIGINT and SIGTERM. Resolves when it listens. */
export async function serve(config: Config, say: (line: string) => void): Promise<void> {
  const log = createLog(config.logLevel);
  await tryPort(config.host, config.port, 'PORT');
  const app = await createApp(config, { clock: systemClock, log, say, giveUp: endWithoutDatabase });
  await app.start();
  await app.fastify.listen({ host: config.host, port: config.port }).catch(async (error: Error) => {
    await app.stop();
    throw error;
  });
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    await app.stop();
    process.exit(0);
  };
  process.on('SIGINT', (signal) => void stop(signal));
  process.on('SIGTERM', (signal) => void stop(signal));
}

/** `npm run serve`: only what the environment says; refuses to start and says why. */
export async function serveProduction(env: Record<string, string | undefined>): Promise<void> {
  try {
    const config = readConfig(env, 'production');
    await serve(config, (line) => console.log(line));
    console.log(`ESS Help Me listens on ${config.host}:${config.port}, reached as ${config.publicUrl}`);
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
