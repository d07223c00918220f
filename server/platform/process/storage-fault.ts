import type { ProblemCode } from '#contract/problem';
import { DatabaseUnavailable } from '../database/database-unavailable.ts';

/** Why nothing can be stored, as codes of problems. `server/not-ready`: a migration of this release is missing. */
export const STORAGE_FAULTS = [
  'server/disk-full',
  'server/database-read-only',
  'server/database-unreachable',
  'server/database-failing',
  'server/database-slow',
  'server/not-ready',
] as const satisfies ProblemCode[];
export type StorageFault = (typeof STORAGE_FAULTS)[number];

const BY_CODE: Record<string, StorageFault> = {
  // disk_full; ENOSPC and EDQUOT are Node's codes for it.
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
};

/**
 * What an error of the pool or of a file says about storing; undefined where it says nothing about it. A lost connection
 * is `DatabaseUnavailable` by then: the same code of the system may mean a partner's server as well.
 */
export function findStorageFault(error: unknown): StorageFault | undefined {
  if (error instanceof DatabaseUnavailable) return 'server/database-unreachable';
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? BY_CODE[code] : undefined;
}

/** How often what happened, for the monitoring: statements of the server and trials alike. */
export type FaultCounter = {
  count(fault: StorageFault): void;
  /** Counts what an error says about storing, if it says anything. */
  countError(error: unknown): void;
  read(): ReadonlyMap<StorageFault, number>;
};

export function createFaultCounter(): FaultCounter {
  const counts = new Map<StorageFault, number>(STORAGE_FAULTS.map((fault) => [fault, 0]));
  const count = (fault: StorageFault) => void counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return {
    count,
    countError(error) {
      const fault = findStorageFault(error);
      if (fault) count(fault);
    },
    read: () => counts,
  };
}
