import { setTimeout as sleep } from 'node:timers/promises';
import { createBatcher } from '../jobs/batcher.ts';
import { forgetBound, proveActor } from './actor-proof.ts';
import { type Connection, type Database, onOneConnection, type RawBuilder, sql, withCommit } from './database.ts';
import { DatabaseUnavailable, retryUntilAvailable } from './database-unavailable.ts';

/**
 * One unit of work. What must happen only once the change is durable (notifying a stream, trying a delivery) is put in
 * `afterCommit`, so that nothing leaves before commit.
 */
export type Work = {
  tx: Connection;
  /** In whose name: the service's, or an actor's, for whom the database chooses the rows. */
  role: 'service' | 'user';
  afterCommit(task: () => void): void;
  /** What parts of the program keep for this transaction alone; read by what `createTransactionState` returns. */
  state: Map<object, unknown>;
};

/**
 * State of one kind that each transaction has of its own: `begin` makes it at its first use, and it is gone with the
 * transaction. A run after a deadlock and a part in a savepoint begin without it.
 */
export function createTransactionState<State extends object>(begin: () => State): (work: Pick<Work, 'state'>) => State {
  return (work) => {
    const state = (work.state.get(begin) as State | undefined) ?? begin();
    work.state.set(begin, state);
    return state;
  };
}

/** Writes all rows of one kind that a transaction collected; a single statement, which returns nothing. */
type LastWrite = { name: string; write(rows: readonly never[]): RawBuilder<unknown> };

const lastWritesOf = createTransactionState(() => new Map<LastWrite, unknown[]>());

/**
 * Rows that nobody in their own transaction reads, such as the event log: they are collected and written right before the
 * commit, those of all kinds in one statement. Rows of one kind keep their order.
 * @param name of the part in that statement; unique
 * @returns adds a row to the transaction
 */
export function createLastWrite<Row>(
  name: string,
  write: (rows: readonly Row[]) => RawBuilder<unknown>,
): (work: Pick<Work, 'state'>, row: Row) => void {
  const lastWrite: LastWrite = { name, write };
  return (work, row) => {
    const collected = lastWritesOf(work);
    const rows = collected.get(lastWrite);
    if (rows) rows.push(row);
    else collected.set(lastWrite, [row]);
  };
}

/** Each kind is a part, by name, so that the same kinds are always the same text. */
function takeCollected(work: Work): RawBuilder<unknown> | undefined {
  const collected = lastWritesOf(work);
  const parts = [...collected].sort(([one], [other]) => (one.name < other.name ? -1 : 1));
  collected.clear();
  return together(parts.map(([{ name, write }, rows]) => [name, write(rows as never[])]));
}

async function writeCollected(work: Work): Promise<void> {
  await takeCollected(work)?.execute(work.tx);
}

type Part = [name: string, part: RawBuilder<unknown>];

function together(parts: Part[]): RawBuilder<unknown> | undefined {
  if (parts.length === 0) return undefined;
  const written = parts.map(([name, part]) => sql`${sql.ref(name)} AS (${part})`);
  return sql`WITH ${sql.join(written)} SELECT 1`;
}

/** Writes parts in one statement. */
export async function writeTogether(tx: Connection, parts: Part[]): Promise<void> {
  await together(parts)?.execute(tx);
}

/**
 * A statement that is shared by what goes on side by side in one transaction: what is asked for until the event loop's next
 * turn, or while the statement before it is under way, is asked by one. One that fails fails for all, as does the transaction.
 * @param ask returns the results in the order of the items
 */
export function createSharedStatement<Item, Result>(
  ask: (tx: Connection, items: Item[]) => Promise<readonly Result[]>,
): (work: Pick<Work, 'tx' | 'state'>, item: Item) => Promise<Result> {
  const batchersOf = createTransactionState((): { ask?: (item: Item) => Promise<Result> } => ({}));
  return (work, item) => {
    const shared = batchersOf(work);
    shared.ask ??= createBatcher((items) => ask(work.tx, items));
    return shared.ask(item);
  };
}

/** Does pieces of a transaction side by side. If one fails, the rest has ended too when that is thrown. */
export async function sideBySide(pieces: readonly Promise<void>[]): Promise<void> {
  try {
    await Promise.all(pieces);
  } finally {
    // Nothing may still be asked of a transaction that is rolled back.
    await Promise.allSettled(pieces);
  }
}

/** How a transaction begins, where it is not the service role's own. */
export type TransactionOptions = {
  /** The database refuses every change. */
  readOnly?: boolean;
  /** What row-level security decides by, e.g. `app.person_id`; gone with the transaction. */
  settings?: Readonly<Record<string, string>>;
  /** Signs the settings for this connection and moment (`actor-proof.ts`); unsigned ones are nobody's. */
  key?: Buffer;
};

/** Runs begun again after this are a bug, not bad luck. */
const MOST_RUNS = 4;
/** The other one is woken now. Whoever begins again at once may lock the row before it, and both wait in a circle again. */
const AFTER_DEADLOCK_MS = 20;
/** deadlock_detected: PostgreSQL undid one of two that waited for each other (an officer and a reporter at once). */
const DEADLOCK = '40P01';
/** invalid_authorization_specification: a signature does not hold (`platform.must_be_proved()`). */
const UNPROVED = '28000';

/**
 * Runs `work` in one transaction; a thrown error rolls everything back and drops the after-commit tasks. Undone by a
 * deadlock, or by a connection that was lost before the commit was sent, it runs again, so `work` must do nothing outside
 * the transaction that may not be done twice.
 * @throws DatabaseUnavailable; with `server/outcome-unknown` when the connection was lost while the commit was on its way:
 *   whoever asked repeats it under the same idempotency key, and due work finds in its tables whether it was done
 */
export async function inTransaction<Result>(
  db: Database,
  work: (work: Work) => Promise<Result>,
  beginning: TransactionOptions = {},
): Promise<Result> {
  const runToTheEnd = async () => {
    for (let run = 1; ; run++) {
      try {
        return await runOnce(db, work, beginning);
      } catch (error) {
        if (run === MOST_RUNS || !isDeadlock(error)) throw error;
        await sleep(AFTER_DEADLOCK_MS * run);
      }
    }
  };
  return retryUntilAvailable(runToTheEnd, undefined, ({ code }) => code !== 'server/outcome-unknown');
}

async function runOnce<Result>(
  db: Database,
  work: (work: Work) => Promise<Result>,
  beginning: TransactionOptions,
): Promise<Result> {
  const tasks: (() => void)[] = [];
  const result = await onOneConnection(db, async (tx) => {
    let isCommitting = false;
    try {
      await begin(tx, beginning);
      const role = beginning.settings ? 'user' : 'service';
      const whole: Work = { tx, role, afterCommit: (task) => tasks.push(task), state: new Map() };
      const result = await work(whole);
      const last = takeCollected(whole);
      isCommitting = true;
      const ended = await (last ? withCommit(last) : sql.raw('COMMIT')).execute(tx);
      if (ended.command === 'ROLLBACK')
        throw new Error('a statement failed, nobody reported it, and the transaction was undone');
      return result;
    } catch (error) {
      // On a connection that is gone there is nothing to undo; the first failure is the one to report.
      await sql
        .raw('ROLLBACK')
        .execute(tx)
        .catch(() => {});
      throw isCommitting && !beginning.readOnly ? outcomeOf(error) : error;
    }
  });
  for (const task of tasks) task();
  return result;
}

/** What is to be said of a commit that failed: PostgreSQL may have carried it out before the connection was lost. */
function outcomeOf(error: unknown): unknown {
  const isUnknown = error instanceof DatabaseUnavailable && error.kind !== 'not-sent';
  return isUnknown ? new DatabaseUnavailable(error.kind, error.cause, 'server/outcome-unknown') : error;
}

/**
 * Runs `work` so that a thrown error undoes this part alone and leaves the transaction as it was before, for whoever
 * has an answer to give instead. The error is thrown on; after-commit tasks of the part are dropped with it.
 */
export async function inSavepoint<Result>(work: Work, part: (work: Work) => Promise<Result>): Promise<Result> {
  const tasks: (() => void)[] = [];
  // What came before the part stands before it.
  await writeCollected(work);
  await sql.raw('SAVEPOINT part').execute(work.tx);
  try {
    const { tx, role } = work;
    const inside: Work = { tx, role, afterCommit: (task) => tasks.push(task), state: new Map() };
    const result = await part(inside);
    await writeCollected(inside);
    await sql.raw('RELEASE SAVEPOINT part').execute(work.tx);
    for (const task of tasks) work.afterCommit(task);
    return result;
  } catch (error) {
    // A deadlock is not for the part to answer: the whole runs again, and there is nothing left to go back to.
    if (!isDeadlock(error)) await sql.raw('ROLLBACK TO SAVEPOINT part').execute(work.tx);
    throw error;
  }
}

/** Begins, and once more when the signature was made by a clock that no longer fits the database's. */
async function begin(tx: Connection, { readOnly, settings, key }: TransactionOptions): Promise<void> {
  const attempt = async (): Promise<void> => {
    const proof = key && { 'app.proof': await proveActor(tx, key, settings ?? {}) };
    const text = beginText({ ...(readOnly && { readOnly }), settings: { ...settings, ...proof } });
    await sql.raw(proof ? `${text}; SELECT platform.must_be_proved()` : text).execute(tx);
  };
  try {
    await attempt();
  } catch (error) {
    if (!key || (error as { code?: unknown }).code !== UNPROVED) throw error;
    await sql.raw('ROLLBACK').execute(tx);
    await forgetBound(tx);
    await attempt();
  }
}

/** Undone because two waited for each other: the whole transaction runs again. */
export function isDeadlock(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === DEADLOCK;
}

/** Beginning and settings travel together, so that naming the actor costs no further way to the database and back. */
function beginText({ readOnly = false, settings = {} }: TransactionOptions): string {
  const texts = Object.entries(settings).map(([name, value]) => {
    if (!/^app\.[a-z_]+$/.test(name)) throw new Error('a setting of another name than app.…');
    return `SET LOCAL ${name} = ${quote(value)}`;
  });
  // Policies make a statement long to plan and dear to look at: it is planned once for each connection, never compiled.
  if (texts.length > 0) texts.push('SET LOCAL plan_cache_mode = force_generic_plan', 'SET LOCAL jit = off');
  return [readOnly ? 'BEGIN READ ONLY' : 'BEGIN', ...texts].join('; ');
}

/** A text as SQL, whatever `standard_conforming_strings` says; no value of ours holds what it would have to escape. */
function quote(value: string): string {
  if (!/^[\w.,:-]*$/.test(value)) throw new Error('a setting that is no list of names and ids');
  return `'${value}'`;
}

/** Reads everything as it stood at one moment, however long it takes; writes nothing. */
export function inSnapshot<Result>(db: Database, read: (connection: Connection) => Promise<Result>): Promise<Result> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
}
