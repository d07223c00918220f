import type { Log } from '../log.ts';
import type { Database } from './database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { type DatabaseOptions, type Databases, openDatabases } from './open-databases.ts';

export type StartedDatabases = Omit<Databases, 'close'> & {
  /** Starts the embedded database again when it dies; does nothing for one of the operator's own. */
  supervise: EmbeddedPostgres['supervise'];
  /** Closes all connections, then stops the embedded database. @returns why it goes on, when it does */
  close(): Promise<string | undefined>;
};

type Options = Omit<DatabaseOptions, 'url'> & { url: string | undefined; dataDir: string; log: Log };

/** The operator's own database, or the embedded one in `dataDir`; migrated, filled and open. @throws as `openDatabases` */
export async function startDatabases(
  { url, dataDir, log, ...options }: Options,
  fill: (owner: Database) => Promise<void>,
): Promise<StartedDatabases> {
  const embedded = url ? undefined : await startEmbeddedPostgres(dataDir, options.writeLine);
  const stopEmbedded = async (): Promise<string | undefined> =>
    (await embedded?.stop()) === false ? 'another process goes on with its database' : undefined;
  try {
    const { close, ...databases } = await openDatabases({ ...options, url: url || embedded?.url || '' }, fill);
    return {
      ...databases,
      supervise: (how) => embedded?.supervise(how),
      async close() {
        try {
          await close();
        } catch (error) {
          await stopEmbedded();
          throw error;
        }
        return stopEmbedded();
      },
    };
  } catch (error) {
    // People must read why it did not start, not what failed while closing.
    await stopEmbedded().catch((fault: unknown) => log.error({ error: fault }, 'a failed start left something open'));
    throw error;
  }
}
