import { sql } from './database/database.ts';

/** The wall clock was set back: what was to happen at a time by the old clock would come too late by as much. */
export type SetBack = {
  /** By how many milliseconds. */
  byMs: number;
  /** The clock as it is now. */
  now: Date;
  /** What says that it began between this moment and `now` was written by the clock as it is now. */
  since: Date;
};

/** By how much, as an interval: a time kept by the old clock minus this is the same moment by the new one. */
export function lag({ byMs }: SetBack) {
  return sql`(${byMs}::float8 * interval '1 millisecond')`;
}

/**
 * Due times later than this are the old clock's: by the new clock nothing falls due so late that it was written since.
 * For short delays; halfway is as far from the one as from the other.
 */
export function oldFrom({ byMs, now }: SetBack): Date {
  return new Date(now.getTime() + byMs / 2);
}

/**
 * Moments of the past later than this were written by the old clock. Another process may have written by the new one
 * shortly after `now`: taken for an old moment it would be hours too early, and what is there now counted as long gone.
 */
export function surelyOldFrom({ now }: SetBack): Date {
  return new Date(now.getTime() + 60_000);
}
