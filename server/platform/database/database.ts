import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { findLoss, NO_ANSWER } from './database-unavailable.ts';
import { limitSilence } from './limit-silence.ts';
import { type Compiled, escapeLike, nameOf, RawBuilder, runBy, sql } from './sql.ts';
import { type Answer, type Begin, CHANGES, carryOut, isBegin } from './statement.ts';

export { escapeLike, RawBuilder, sql };

// int8 arrives as text by default; our counters and sequence numbers stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Tables are not typed here: every statement is SQL in a store, and a test compares it with the schema (decision 0044). */
type Tables = Record<string, never>;
export type Database = Kysely<Tables>;
/** An open transaction, or the database itself for a single statement. */
export type Connection = Kysely<Tables> | Transaction<Tables> | OneConnection;
/** A connection that was taken from its pool. */
export type OneConnection = { readonly client: object };

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
  });
  const { onFailure, answerWithinMs } = options;
  // A connection that the server drops (restart, failover) must not end the process. The pool listens to idle ones only;
  // one in use fails its statement, is thrown away when it is given back, and the pool replaces it.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    runOf.set(client, wrapQuery(client, { onFailure, answerWithinMs }));
  });
  preferOldest(pool);
  const connect = pool.connect.bind(pool) as (...given: unknown[]) => Promise<pg.PoolClient>;
  // Kysely awaits it; the pool's own methods hand it a callback.
  const connectOrExplain = (...given: unknown[]) =>
    given.length > 0
      ? connect(...given)
      : connect().catch((error) => Promise.reject(findLoss(error, 'connecting') ?? error));
  pool.connect = connectOrExplain as typeof pool.connect;
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  let ended: Promise<void> | undefined;
  // Kysely ends only a pool that it has used itself.
  db.destroy = () => {
    ended ??= pool.end();
    return ended;
  };
  pools.set(db, pool);
  runBy(db, (statement) => onClient(pool, (run) => run(statement)));
  return db;
}

type Run = (statement: Compiled) => Promise<Answer>;
/** How statements are carried out on a connection of a pool. */
const runOf = new WeakMap<pg.PoolClient, Run>();
const pools = new WeakMap<object, pg.Pool>();

async function onClient<Result>(
  pool: pg.Pool,
  work: (run: Run, client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    return await work(runOf.get(client) as Run, client);
  } finally {
    client.release();
  }
}

/** Does `work` on one connection; its statements run one after the other. */
export function onOneConnection<Result>(
  db: Database,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const pool = pools.get(db);
  // A database with a plugin.
  if (!pool) return db.connection().execute(work);
  return onClient(pool, (run, client) => {
    const connection: OneConnection = { client };
    let last: Promise<unknown> = Promise.resolve();
    runBy(connection, (statement) => {
      const next = () => run(statement);
      const answer = last.then(next, next);
      last = answer;
      return answer;
    });
    return work(connection);
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

/** Behind the last statement of a transaction: both are sent at once, and what fails is not committed. */
const COMMITS = '; COMMIT';
export const withCommit = (statement: RawBuilder<unknown>): RawBuilder<unknown> => sql`${statement}; COMMIT`;
const NOTHING: Answer = { command: '', rowCount: 0, rows: [], numAffectedRows: undefined };

/**
 * How statements are carried out on this connection, also those that Kysely hands to the driver: better-auth's. A BEGIN is
 * not sent before the first statement of its transaction, and then with it. A statement whose connection was lost fails with
 * `DatabaseUnavailable`, and a connection that no longer answers is thrown away.
 */
function wrapQuery(client: pg.PoolClient, { onFailure, answerWithinMs }: PoolOptions): Run {
  const limit = answerWithinMs === undefined ? undefined : limitSilence(answerWithinMs, () => endSilent(client));
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  /** Of a transaction of which nothing was sent yet. */
  let begin: Begin | undefined;
  const send = async ({ text, name, values }: Compiled): Promise<Answer> => {
    if (isBegin(text)) {
      begin = text;
      return NOTHING;
    }
    if (begin && (text === 'COMMIT' || text === 'ROLLBACK')) {
      begin = undefined;
      return NOTHING;
    }
    if (values.length > 0) {
      const commits = text.endsWith(COMMITS);
      const alone = commits ? text.slice(0, -COMMITS.length) : text;
      const answer = carryOut(query, { name, text: alone, values, begin, commits });
      begin = undefined;
      return answer;
    }
    if (begin) {
      const beginning = begin;
      begin = undefined;
      await query(beginning);
    }
    const { command, rowCount, rows } = (await query(text)) as pg.QueryResult;
    return {
      command,
      rowCount: rowCount ?? 0,
      rows: rows ?? [],
      numAffectedRows: CHANGES.has(command) ? BigInt(rowCount ?? 0) : undefined,
    };
  };
  const answered = <Result>(answer: Result): Result => {
    limit?.answered();
    return answer;
  };
  const failed = (error: unknown): never => {
    limit?.answered();
    const loss = findLoss(error, 'in-use');
    // Nothing else may be asked on this connection: the statement may still be running at the other end, or PostgreSQL has
    // said why it goes and the socket still seems open for a moment. The pool throws away what is ending.
    if (loss) void client.end().catch(() => {});
    onFailure?.(loss ?? error);
    // Where it was asked, not where the answer was read.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw loss ?? error;
  };
  const run: Run = (statement) => {
    limit?.asked();
    return send(statement).then(answered, failed);
  };
  const wrapped = (text: unknown, values?: unknown, ...rest: unknown[]) => {
    if (typeof text === 'string' && Array.isArray(values))
      return run({ text, name: values.length > 0 ? nameOf(text) : undefined, values });
    const answer = query(text, values, ...rest);
    if (!(answer instanceof Promise)) return answer;
    limit?.asked();
    return answer.then(answered, failed);
  };
  client.query = wrapped as typeof client.query;
  return run;
}

/** What waits for an answer on this connection fails. */
function endSilent(client: pg.PoolClient): void {
  const { connection } = client as unknown as { connection: pg.Connection };
  connection.stream.destroy(new Error(NO_ANSWER));
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
