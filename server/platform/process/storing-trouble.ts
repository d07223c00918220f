import type { ProblemCode } from '#contract/problem';
import { DatabaseUnavailable } from '../database/database-unavailable.ts';

/** Why nothing can be stored, as codes of problems. `server/not-ready`: a migration of this release is missing. */
export const STORING_TROUBLES = [
  'server/disk-full',
  'server/database-read-only',
  'server/database-unreachable',
  'server/database-failing',
  'server/database-slow',
  'server/not-ready',
] as const satisfies ProblemCode[];
export type StoringTrouble = (typeof STORING_TROUBLES)[number];

const BY_CODE: Record<string, StoringTrouble> = {
  // disk_full; ENOSPC and EDQUOT are Node's words for it.
  '53100': 'server/disk-full',
  ENOSPC: 'server/disk-full',
  EDQUOT: 'server/disk-full',
  // read_only_sql_transaction: a standby, or a server that was set so.
  '25006': 'server/database-read-only',
  // io_error, data_corrupted, index_corrupted, out_of_memory, internal_error.
  '58030': 'server/database-failing',
  XX001: 'server/database-failing',
  XX002: 'server/database-failing',
  '53200': 'server/database-failing',
  XX000: 'server/database-failing',
  // too_many_connections, and a server that starts, stops or has crashed.
  '53300': 'server/database-unreachable',
  '57P01': 'server/database-unreachable',
  '57P02': 'server/database-unreachable',
  '57P03': 'server/database-unreachable',
  '57P05': 'server/database-unreachable',
  // What our own pool makes of a lost connection.
  'server/database-unavailable': 'server/database-unreachable',
  'server/outcome-unknown': 'server/database-unreachable',
};
const UNREACHABLE = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'];
/** What `pg` says without a code when a connection ends under a statement, or none comes in time. */
const CONNECTION_LOST =
  /^Connection terminated|connection error and is not queryable|^timeout exceeded when trying to conn/;

/** What an error of the database says about storing; undefined where the statement itself was at fault. */
export function findStoringTrouble(error: unknown): StoringTrouble | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof DatabaseUnavailable) return 'server/database-unreachable';
  const { code, message } = error as Error & { code?: unknown };
  if (typeof code !== 'string') return CONNECTION_LOST.test(message) ? 'server/database-unreachable' : undefined;
  const isConnection = /^08[0-9A-Z]{3}$/.test(code) || UNREACHABLE.includes(code);
  return BY_CODE[code] ?? (isConnection ? 'server/database-unreachable' : undefined);
}

/** How often what happened, for the monitoring: statements of the server and trials alike. */
export type TroubleCount = {
  note(trouble: StoringTrouble): void;
  /** Counts what an error says about storing, if it says anything. */
  noteError(error: unknown): void;
  read(): ReadonlyMap<StoringTrouble, number>;
};

export function createTroubleCount(): TroubleCount {
  const counts = new Map<StoringTrouble, number>(STORING_TROUBLES.map((trouble) => [trouble, 0]));
  const note = (trouble: StoringTrouble) => void counts.set(trouble, (counts.get(trouble) ?? 0) + 1);
  return {
    note,
    noteError(error) {
      const trouble = findStoringTrouble(error);
      if (trouble) note(trouble);
    },
    read: () => counts,
  };
}
