import { listOpenPlaces, lockIncident, type OpenPlace, recordUnitProgress } from '#capabilities/incident';
import { isOnTheWay } from '#contract/incident-status';
import type { LatLng } from '#contract/position';
import type { Stopwatch } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { retryUntilAvailable } from '#platform/database/database-unavailable';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { Log } from '#platform/log';
import type { Assignment } from '../assignment.ts';
import type { UnitsContext } from '../context.ts';
import { canEstimateEtaTo, correctedMinutes } from '../eta-correction.ts';
import { findAssignmentForChange, listJobsFor, listOpenJobs, updateAssignment } from '../store/assignment-rows.ts';
import { estimateMinutes } from '../travel-time.ts';
import { publishUnitChanged } from './publish-unit-changed.ts';

/** Position of a unit, and when its phone measured it. */
export type MeasuredPosition = LatLng & { unitId: string; at: Date };

/** Jobs whose ETA does not match where their unit is. Only read: most of the time there is none. */
async function findWrongEtas(
  db: Database,
  positions: readonly MeasuredPosition[],
  now: Date,
): Promise<{ job: Assignment; position: MeasuredPosition }[]> {
  const positionOf = new Map(positions.map((position) => [position.unitId, position]));
  const jobs = (await listOpenJobs(db, [...positionOf.keys()])).filter(({ status }) => status === 'en-route');
  const places = await listOpenPlaces(db, [...new Set(jobs.map(({ incidentId }) => incidentId))]);
  return jobs.flatMap((job) => {
    const [place, position] = [places.get(job.incidentId), positionOf.get(job.unitId)];
    return place && position && correctionOf(job, place, position, now) ? [{ job, position }] : [];
  });
}

/**
 * Corrects the ETA from the position of a unit on its way, and notifies the reporter. Runs as the service, because no
 * person decided it; nothing is corrected once a unit is on scene.
 */
async function correctEta(
  context: UnitsContext,
  work: Work,
  { id, incidentId, unitId }: Assignment,
  position: MeasuredPosition,
): Promise<void> {
  // Locked in the common order (incident, then job), and checked once more.
  const incident = await lockIncident(work, incidentId);
  const locked = await findAssignmentForChange(work.tx, id);
  const at = context.clock.now();
  const correction = incident && locked && correctionOf(locked, incident, position, at);
  // The earliest arrival counts: a slower second unit changes nothing for the reporter.
  if (!correction || (await isAnotherSooner(work, locked, correction.arrival, at))) return;
  const { etaMinutes } = correction;
  const etaAt = new Date(at.getTime() + etaMinutes * 60_000);
  const version = locked.version + 1;
  await updateAssignment(work.tx, { ...locked, etaAt, etaNotifiedAt: at, version, updatedAt: at });
  await recordUnitProgress(context, work, 'position', incident, {
    kind: 'eta-changed',
    details: { unitName: locked.callSign, byPosition: true },
    codes: { etaMinutes },
    etaMinutes,
    at,
  });
  await publishUnitChanged(context, work, unitId);
}

/** The ETA in minutes that replaces the one given; undefined if that still holds, or nobody is on the way. */
function correctionOf(
  job: Pick<Assignment, 'status' | 'kind' | 'etaNotifiedAt'>,
  incident: OpenPlace,
  position: MeasuredPosition,
  now: Date,
): { etaMinutes: number; arrival: Date } | undefined {
  if (job.status !== 'en-route' || !isOnTheWay(incident.status) || !canEstimateEtaTo(incident)) return undefined;
  const minutes = estimateMinutes(position, incident, job.kind);
  const known = { etaAt: incident.etaAt, notifiedAt: job.etaNotifiedAt, measuredAt: position.at, minutes };
  const etaMinutes = correctedMinutes(known, now);
  return etaMinutes === undefined ? undefined : { etaMinutes, arrival: new Date(now.getTime() + minutes * 60_000) };
}

/** Positions come every few seconds; an ETA is corrected every few minutes at most. */
const CHECK_EVERY_MS = 15_000;

/**
 * Receives shared positions of units on their way and checks from time to time whether their ETAs still hold: a batch in
 * two statements. What a process remembers here only saves work; the stored rows decide.
 */
export function createArrivalWatch(
  context: UnitsContext,
  db: Database,
  { clock, log }: { clock: Stopwatch; log: Log },
): (positions: readonly MeasuredPosition[]) => Promise<void> {
  const checkedAt = new Map<string, number>();
  const isDue = ({ unitId }: MeasuredPosition, now: number): boolean => {
    const before = checkedAt.get(unitId);
    return before === undefined || now - before >= CHECK_EVERY_MS;
  };
  return async (positions) => {
    const now = clock.elapsed();
    const due = positions.filter((position) => isDue(position, now));
    if (due.length === 0) return;
    for (const { unitId } of due) {
      // Kept in the order of their last check, so that the oldest are dropped first.
      checkedAt.delete(unitId);
      checkedAt.set(unitId, now);
    }
    for (const [oldest, at] of checkedAt) {
      if (now - at < CHECK_EVERY_MS) break;
      checkedAt.delete(oldest);
    }
    const wrong = await retryUntilAvailable(() => findWrongEtas(db, due, context.clock.now()));
    for (const { job, position } of wrong) {
      await inTransaction(db, (work) => correctEta(context, work, job, position)).catch((error) =>
        log.warn({ error, unitId: job.unitId }, 'could not correct an ETA'),
      );
    }
  };
}

async function isAnotherSooner(work: Work, { id, incidentId }: Assignment, arrival: Date, now: Date): Promise<boolean> {
  const others = (await listJobsFor(work.tx, incidentId)).filter((job) => job.status === 'en-route' && job.id !== id);
  return others.some(({ etaAt }) => etaAt !== null && etaAt > now && etaAt < arrival);
}
