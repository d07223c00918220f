import type { UnitKind, UnitStatus } from '#contract/unit-status';

/** A unit that could go, with what speaks for and against it. */
export type Candidate = {
  unitId: string;
  callSign: string;
  kind: UnitKind;
  status: Exclude<UnitStatus, 'out-of-service'>;
  openJobs: number;
  members: number;
  travelMinutes: number;
  metres: number;
  /** From where it was reckoned: its own position, or its station because nobody knows better. */
  from: 'position' | 'station';
};

/** Minutes that a unit with a job counts as farther away: it must leave somebody, or finish first. */
const BUSY_MINUTES: Record<Candidate['status'], number> = {
  available: 0,
  returning: 1,
  assigned: 15,
  'en-route': 20,
  'on-scene': 30,
};
/** Each further job beside the first. */
const FURTHER_JOB_MINUTES = 15;
/** A unit of which only the station is known may be anywhere in its area. */
const UNKNOWN_PLACE_MINUTES = 2;

/** What the travel time is weighed with, in minutes; the best unit has the fewest. */
export function weighedMinutes({ status, openJobs, travelMinutes, from }: Candidate): number {
  return (
    travelMinutes +
    BUSY_MINUTES[status] +
    Math.max(0, openJobs - 1) * FURTHER_JOB_MINUTES +
    (from === 'station' ? UNKNOWN_PLACE_MINUTES : 0)
  );
}

/** Best first; of equals the one that is called first, so that everybody sees one order. */
export function rankUnits(candidates: readonly Candidate[]): Candidate[] {
  return candidates.toSorted(
    (one, other) => weighedMinutes(one) - weighedMinutes(other) || one.callSign.localeCompare(other.callSign, 'th'),
  );
}
