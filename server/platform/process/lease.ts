import type { Clock } from '../clock.ts';

/** The sole right to work on a row: until a time, or until the process that holds it has ended (decision 0036). */
export type Lease = { now: Date; until: Date; processId: number | null };

export type LeaseHolder = {
  clock: Clock;
  /** The id of this process; if null, its leases end only by their time. */
  processId(): number | null;
};

/** A lease from now on, to be stored with the row. `ms` is longer than the work can take. */
export function leaseFor(ms: number, { clock, processId }: LeaseHolder): Lease {
  const now = clock.now();
  return { now, until: new Date(now.getTime() + ms), processId: processId() };
}
