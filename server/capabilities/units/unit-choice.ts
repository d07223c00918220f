import type { UnitKind, UnitStatus } from '#contract/unit-status';

/** A unit that could go, with the facts for its ranking. */
export type Candidate = {
  unitId: string;
  callSign: string;
  kind: UnitKind;
  status: Exclude<UnitStatus, 'out-of-service'>;
  openJobs: number;
  members: number;
  travelMinutes: number;
  metres: number;
  /** The starting point: its own position, or its station if the position is not known. */
  from: 'position' | 'station';
};

/** Extra minutes for a unit with a job: it must leave it or finish it first. */
const BUSY_MINUTES: Record<Candidate['status'], number> = {
  available: 0,
  returning: 1,
  assigned: 15,
  'en-route': 20,
  'on-scene': 30,
};
/** Extra minutes for each further job. */
const FURTHER_JOB_MINUTES = 15;
/** A unit without a known position may be anywhere in its area. */
const UNKNOWN_PLACE_MINUTES = 2;

/** The travel time with all penalties, in minutes; the best unit has the fewest. */
export function weighedMinutes({ status, openJobs, travelMinutes, from }: Candidate): number {
  return (
    travelMinutes +
    BUSY_MINUTES[status] +
    Math.max(0, openJobs - 1) * FURTHER_JOB_MINUTES +
    (from === 'station' ? UNKNOWN_PLACE_MINUTES : 0)
  );
}

/** Best first; equal units by call sign, so that everybody sees the same order. */
export function rankUnits(candidates: readonly Candidate[]): Candidate[] {
  return candidates.toSorted(
    (one, other) => weighedMinutes(one) - weighedMinutes(other) || one.callSign.localeCompare(other.callSign, 'th'),
  );
}
