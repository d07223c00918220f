import { type Database, openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { prepareLogins } from './role-logins.ts';

/** What the running server works with; the owner's connection is closed by then. */
export type Databases = {
  /** The application itself, as `ess_service`: intake, jobs, deliveries, live translation, sign-in. */
  service: Database;
  /** Requests of signed-in people, as `ess_user`: without signed settings (see `inTransaction`) there are no rows. */
  user: Database;
  /** As `service`, for what is counted while a request's transaction is open: a pool of its own, so that none waits in a circle. */
  tries: Database;
  /** Signs the actor, for transactions of `user`. */
  actorKey: Buffer;
  /** The service role's connection string, for `LISTEN`. */
  serviceUrl: string;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  /** The owner's connection string. */
  url: string;
  authSecret: string;
  serviceUrl?: string | undefined;
  userUrl?: string | undefined;
  writeLine(line: string): void;
  /** Called for each statement that failed. */
  onFailure?: (error: unknown) => void;
};

/**
 * The most connections that one server process opens, by what for. The manual gives the sum, for `max_connections`.
 * A user's transaction is short: more would only wait inside PostgreSQL.
 */
export const CONNECTIONS = { service: 20, user: 12, tries: 4, listen: 1, process: 1 };
/** No statement of the running server takes a second; one without an answer for so long has nobody at the other end. */
const ANSWER_WITHIN_MS = 30_000;

/**
 * Brings the database forward and fills it as its owner, then opens it as the two roles that own nothing.
 * @throws AppError `database/…`, and what `fill` throws
 */
export async function openDatabases(
  { url, authSecret, serviceUrl, userUrl, writeLine, onFailure }: DatabaseOptions,
  fill: (owner: Database) => Promise<void>,
): Promise<Databases> {
  const owner = openDatabase(url, { connections: 2, name: 'ess-help-me start' });
  try {
    const applied = await migrate(owner);
    if (applied.length > 0) writeLine(`database brought forward by ${applied.length} migrations`);
    await fill(owner);
    const logins = await prepareLogins(owner, { url, authSecret, serviceUrl, userUrl });
    const shared = { answerWithinMs: ANSWER_WITHIN_MS, onFailure };
    const service = openDatabase(logins.service, { connections: CONNECTIONS.service, ...shared });
    const user = openDatabase(logins.user, { connections: CONNECTIONS.user, name: 'ess-help-me user', ...shared });
    const tries = openDatabase(logins.service, {
      connections: CONNECTIONS.tries,
      name: 'ess-help-me tries',
      ...shared,
    });
    const close = async () => void (await Promise.all([service, user, tries].map((pool) => pool.destroy())));
    return { service, user, tries, actorKey: logins.actorKey, serviceUrl: logins.service, close };
  } finally {
    await owner.destroy();
  }
}
