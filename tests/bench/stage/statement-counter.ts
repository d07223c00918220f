import { openDatabase, rows, sql } from '../../../server/platform/database/database.ts';

/** A statement of the server: how often it ran and how long PostgreSQL was at it. */
export type Counted = { text: string; calls: number; ms: number };

/** The settings under which PostgreSQL can count its statements. */
export const COUNTING = { shared_preload_libraries: 'pg_stat_statements' };

/** Counts the statements that run in one database of a stage opened with `COUNTING`. */
export async function createStatementCounter(databaseUrl: string) {
  const db = openDatabase(databaseUrl, { connections: 1, name: 'bench-counter' });
  await sql`CREATE EXTENSION IF NOT EXISTS pg_stat_statements`.execute(db);
  return {
    /** It costs PostgreSQL about a tenth more, which no production pays. */
    async count(isCounting: boolean): Promise<void> {
      await sql`ALTER SYSTEM SET pg_stat_statements.track = ${sql.lit(isCounting ? 'top' : 'none')}`.execute(db);
      await sql`SELECT pg_reload_conf()`.execute(db);
    },
    async reset(): Promise<void> {
      await sql`SELECT pg_stat_statements_reset()`.execute(db);
    },
    /** What ran since the last reset, the most frequent first. */
    read(): Promise<Counted[]> {
      return rows(
        db,
        sql<Counted>`SELECT query AS text, calls, total_exec_time AS ms FROM pg_stat_statements
          WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND query NOT LIKE '%pg_stat_statements%' ORDER BY calls DESC`,
      );
    },
    /** Whether anything is still pending or waits to be processed. */
    async isAtRest(): Promise<boolean> {
      const [left] = await rows(
        db,
        sql<{ count: number }>`SELECT (SELECT count(*) FROM line.outbound_messages WHERE state = 'pending')
          + (SELECT count(*) FROM line.webhook_events WHERE processed_at IS NULL)
          + (SELECT count(*) FROM line.menu_requests)
          + (SELECT count(*) FROM escalation.executions WHERE needs_reporter_update) AS count`,
      );
      return left?.count === 0;
    },
    close: () => db.destroy(),
  };
}

/** `BENCH_STATEMENTS=1`: benches that can count say which statements PostgreSQL was at longest. */
export const IS_COUNTING = process.env.BENCH_STATEMENTS !== undefined;

/** The statements that took PostgreSQL longest, one a line. */
export function describeLongest(statements: readonly Counted[]): string[] {
  return statements
    .toSorted((one, other) => other.ms - one.ms)
    .slice(0, 25)
    .map(({ text, calls, ms }) => {
      const statement = text.replace(/\s+/g, ' ').slice(0, 150);
      return `${ms.toFixed(0)} ms: ${calls} × ${(ms / calls).toFixed(3)} ms  ${statement}`;
    });
}
