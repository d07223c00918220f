import { AppError } from '#platform/app-error';
import { systemClock } from '#platform/clock';
import { createLog } from '#platform/log';
import { createApp } from './app.ts';
import { type Config, readConfig } from './config.ts';

/** Builds the app, listens, and stops cleanly on SIGINT and SIGTERM. Resolves when it listens. */
export async function serve(config: Config, say: (line: string) => void): Promise<void> {
  const log = createLog(config.logLevel);
  const app = await createApp(config, { clock: systemClock, log, say });
  await app.start();
  await app.fastify.listen({ host: config.host, port: config.port });
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
    if (!(error instanceof AppError)) throw error;
    console.error(`${error.code}: ${error.message}`);
    process.exit(1);
  }
}
