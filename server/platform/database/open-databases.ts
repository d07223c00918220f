import { type Database, openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { prepareLogins } from './role-logins.ts';

/** What the running server works with; the owner's connection is closed by then. */
export type Databases = {
  /** The house itself, as `ess_house`: intake, timers, deliveries, live translation, sign-in. */
  house: Database;
  /** Requests of signed-in people, as `ess_desk`: without signed settings (see `inTransaction`) there are no rows. */
  desk: Database;
  /** As `house`, for what is counted while a request's transaction is open: a pool of its own, so that none waits in a circle. */
  tries: Database;
  /** Signs who asks, for transactions of `desk`. */
  actorKey: Buffer;
  /** The house's connection string, for `LISTEN`. */
  houseUrl: string;
  close(): Promise<void>;
};

type Options = {
  /** The owner's connection string. */
  url: string;
  authSecret: string;
  houseUrl?: string | undefined;
  deskUrl?: string | undefined;
  say(line: string): void;
  /** Hears of each statement that failed. */
  onFailure?: (error: unknown) => void;
};

/**
 * The most connections that one server process opens, by what for. The manual tells the sum, for `max_connections`.
 * A desk's transaction is short: more would only wait inside PostgreSQL.
 */
export const CONNECTIONS = { house: 20, desk: 12, tries: 4, listen: 1, process: 1 };
/** No statement of the running server takes a second; one without an answer for so long has nobody at the other end. */
const ANSWER_WITHIN_MS = 30_000;

/**
 * Brings the database forward and fills it as its owner, then opens it as the two roles that own nothing.
 * @throws AppError `database/…`, and what `fill` throws
 */
export async function openDatabases(
  { url, authSecret, houseUrl, deskUrl, say, onFailure }: Options,
  fill: (owner: Database) => Promise<void>,
): Promise<Databases> {
  const owner = openDatabase(url, { connections: 2, name: 'ess-help-me start' });
  try {
    const applied = await migrate(owner);
    if (applied.length > 0) say(`database brought forward by ${applied.length} migrations`);
    await fill(owner);
    const logins = await prepareLogins(owner, { url, authSecret, houseUrl, deskUrl });
    const shared = { answerWithinMs: ANSWER_WITHIN_MS, onFailure };
    const house = openDatabase(logins.house, { connections: CONNECTIONS.house, ...shared });
    const desk = openDatabase(logins.desk, { connections: CONNECTIONS.desk, name: 'ess-help-me desk', ...shared });
    const tries = openDatabase(logins.house, { connections: CONNECTIONS.tries, name: 'ess-help-me tries', ...shared });
    const close = async () => void (await Promise.all([house, desk, tries].map((pool) => pool.destroy())));
    return { house, desk, tries, actorKey: logins.actorKey, houseUrl: logins.house, close };
  } finally {
    await owner.destroy();
  }
}
