import { fillUp, type RawBuilder, sql } from './database.ts';

/** Longer lists differ so much in what is best for them that planning each is worth it. */
const MOST_NAMED = 16;

/**
 * What follows the column in a condition for some ids, each of them named. Of a list in one value PostgreSQL expects ten
 * rows, so it would plan the statement anew each time it is run, in the hope that this list is shorter.
 */
export function amongIds(ids: readonly string[]): RawBuilder<unknown> {
  return ids.length > 0 && ids.length <= MOST_NAMED ? named(ids) : sql`= ANY(${[...ids]}::uuid[])`;
}

/** The same for numbered rows. */
export function amongNumbers(ids: readonly number[]): RawBuilder<unknown> {
  return ids.length > 0 && ids.length <= MOST_NAMED ? named(ids) : sql`= ANY(${[...ids]}::bigint[])`;
}

function named(ids: readonly unknown[]): RawBuilder<unknown> {
  return ids.length === 1 ? sql`= ${ids[0]}` : sql`IN (${sql.join(fillUp(ids))})`;
}
