import { type RawBuilder, sql } from './database.ts';

/**
 * What follows the column in a condition for some ids. For one it is `= $1`: PostgreSQL expects ten of a list, so it would
 * plan the statement anew each time it is run, in the hope that this list is shorter.
 */
export function amongIds(ids: readonly string[]): RawBuilder<unknown> {
  return ids.length === 1 ? sql`= ${ids[0]}` : sql`= ANY(${[...ids]}::uuid[])`;
}

/** The same for numbered rows. */
export function amongNumbers(ids: readonly number[]): RawBuilder<unknown> {
  return ids.length === 1 ? sql`= ${ids[0]}` : sql`= ANY(${[...ids]}::bigint[])`;
}
