import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { findLoss } from './database-unavailable.ts';

export type { RawBuilder };
export { sql };

// int8 arrives as text by default; our counters and sequence numbers stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Tables are not typed here: every statement is SQL in a store, and a test compares it with the schema (decision 0044). */
type Tables = Record<string, never>;
export type Database = Kysely<Tables>;
/** An open transaction, or the database itself for a single statement. */
export type Connection = Kysely<Tables> | Transaction<Tables>;

type PoolOptions = {
  connections?: number;
  name?: string;
  /** A statement without an answer for so long ends with its connection: the machine at the other end is gone. */
  answerWithinMs?: number;
  /** Called for each statement that failed. */
  onFailure?: ((error: unknown) => void) | undefined;
};

/**
 * Opens a pool of at most `connections` connections; nothing connects before the first statement. A statement that can't
 * be carried out because PostgreSQL is away, or went away meanwhile, fails with `DatabaseUnavailable`.
 */
export function openDatabase(url: string, options: PoolOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 20,
    application_name: options.name ?? 'ess-help-me',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: KEPT_IDLE_MS,
    // Finds the silent loss of the other machine between statements too.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...(options.answerWithinMs !== undefined && { query_timeout: options.answerWithinMs }),
  });
  // A connection that the server drops (restart, failover) must not end the process. The pool listens to idle ones only;
  // one in use fails its statement, is thrown away when it is given back, and the pool replaces it.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    wrapQuery(client);
  });
  preferOldest(pool);
  const connect = pool.connect.bind(pool) as (...given: unknown[]) => Promise<pg.PoolClient>;
  // Kysely awaits it; the pool's own methods hand it a callback.
  const connectOrExplain = (...given: unknown[]) =>
    given.length > 0
      ? connect(...given)
      : connect().catch((error) => Promise.reject(findLoss(error, 'connecting') ?? error));
  pool.connect = connectOrExplain as typeof pool.connect;
  const { onFailure } = options;
  const dialect = new PostgresDialect({ pool });
  return new Kysely<Tables>({
    dialect,
    ...(onFailure && { log: (event) => void (event.level === 'error' && onFailure(event.error)) }),
  });
}

/** A new connection reads what it needs of the catalog, and plans each statement, before it is as fast as the others. */
const KEPT_IDLE_MS = 600_000;

/**
 * Of the idle connections the pool gives the one that was opened first, and not the one that was used last: few of them then do
 * nearly all the work, and have planned every statement. Otherwise those of a burst take turns for ever.
 */
function preferOldest(pool: pg.Pool): void {
  const ages = new WeakMap<pg.PoolClient, number>();
  let opened = 0;
  pool.on('connect', (client) => void ages.set(client, opened++));
  const inside = pool as unknown as { _idle: { client: pg.PoolClient }[]; _pulseQueue(): void };
  const giveOne = inside._pulseQueue.bind(pool);
  inside._pulseQueue = () => {
    // It takes the last one.
    inside._idle.sort((one, other) => (ages.get(other.client) ?? 0) - (ages.get(one.client) ?? 0));
    giveOne();
  };
}

/** One connection outside a pool. Cut by the server, it fails its next statement and not the process. */
export function createClient(config: pg.ClientConfig): pg.Client {
  const client = new pg.Client(config);
  client.on('error', () => {});
  return client;
}

/** Far more than the application has statements; a text made anew each time must not fill the server's memory. */
const MOST_NAMES = 1000;
const names = new Map<string, string>();

/**
 * Gives each statement with values a name, so that a connection reads and plans it once and not each time: a third of
 * what a report costs PostgreSQL. The name comes from the text, so it means the same on every connection. A statement
 * whose connection was lost fails with `DatabaseUnavailable`, and a connection that no longer answers is thrown away.
 */
function wrapQuery(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const failed = (error: unknown): never => {
    const loss = findLoss(error, 'in-use');
    // The statement may still be running at the other end: nothing else may be asked on this connection.
    if (loss?.kind === 'silent') void client.end().catch(() => {});
    throw loss ?? error;
  };
  const wrapped = (text: unknown, values?: unknown, ...rest: unknown[]) => {
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
    const answer = name === undefined ? query(text, values, ...rest) : query({ name, text, values }, ...rest);
    return answer instanceof Promise ? answer.catch(failed) : answer;
  };
  client.query = wrapped as typeof client.query;
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

/**
 * A list for `VALUES`, filled up with its last item to 1, 2, 4, 8 … items, so that a statement for any number of rows has few
 * texts: each text is read and planned by each connection. For statements that may meet a row twice.
 */
export function fillUp<Item>(items: readonly Item[]): Item[] {
  const last = items.at(-1);
  if (last === undefined) return [];
  const size = 2 ** Math.ceil(Math.log2(items.length));
  return [...items, ...Array.from({ length: size - items.length }, () => last)];
}

/** All rows of one statement. */
export async function rows<Row>(connection: Connection, statement: RawBuilder<Row>): Promise<Row[]> {
  return (await statement.execute(connection)).rows;
}

/** The first row of one statement, if there is one. */
export async function findRow<Row>(connection: Connection, statement: RawBuilder<Row>): Promise<Row | undefined> {
  return (await rows(connection, statement))[0];
}

/** The one row that must be there. @throws Error when there is none (a bug, not a user's mistake). */
export async function getRow<Row>(connection: Connection, statement: RawBuilder<Row>): Promise<Row> {
  const row = await findRow(connection, statement);
  if (row === undefined) throw new Error('a row that must exist is missing');
  return row;
}
