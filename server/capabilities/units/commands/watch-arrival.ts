import { findOpenPlace, lockIncident, recordUnitProgress } from '#capabilities/incident';
import { isOnTheWay } from '#contract/incident-status';
import type { LatLng } from '#contract/position';
import type { Stopwatch } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { Assignment } from '../assignment.ts';
import type { UnitsContext } from '../context.ts';
import { canEstimateEtaTo, correctedMinutes } from '../eta-correction.ts';
import { findAssignmentForChange, listJobsFor, listOpenJobs, updateAssignment } from '../store/assignment-rows.ts';
import { estimateMinutes } from '../travel-time.ts';
import { publishUnitChanged } from './publish-unit-changed.ts';

/** Position of a unit, and when its phone measured it. */
export type MeasuredPosition = LatLng & { at: Date };

/**
 * Corrects the ETA from the position of a unit on its way, and notifies the reporter. Runs as the service, because no
 * person decided it; nothing is corrected once a unit is on scene.
 */
async function correctEtaFrom(
  context: UnitsContext,
  work: Work,
  unitId: string,
  position: MeasuredPosition,
): Promise<void> {
  for (const job of await listOpenJobs(work.tx, [unitId])) {
    const place = job.status === 'en-route' ? await findOpenPlace(work.tx, job.incidentId) : undefined;
    if (!place || !correctionOf(job, place, position, context.clock.now())) continue;
    // Locked only now, in the common order (incident, then job), and checked once more.
    const incident = await lockIncident(work, job.incidentId);
    const locked = await findAssignmentForChange(work.tx, job.id);
    const at = context.clock.now();
    const correction = incident && locked && correctionOf(locked, incident, position, at);
    // The earliest arrival counts: a slower second unit changes nothing for the reporter.
    if (!correction || (await isAnotherSooner(work, locked, correction.arrival, at))) continue;
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
}

/** The ETA in minutes that replaces the one given; undefined if that still holds, or nobody is on the way. */
function correctionOf(
  job: Pick<Assignment, 'status' | 'kind' | 'etaNotifiedAt'>,
  incident: NonNullable<Awaited<ReturnType<typeof findOpenPlace>>>,
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
 * Receives each shared position and checks from time to time whether the ETA still holds. What a process remembers here
 * only saves work; the stored rows decide.
 */
export function createArrivalWatch(
  context: UnitsContext,
  db: Database,
  clock: Stopwatch,
): (unitId: string, position: MeasuredPosition) => Promise<void> {
  const checkedAt = new Map<string, number>();
  return async (unitId, position) => {
    const now = clock.elapsed();
    const before = checkedAt.get(unitId);
    if (before !== undefined && now - before < CHECK_EVERY_MS) return;
    // Kept in the order of their last check, so that the oldest are dropped first.
    checkedAt.delete(unitId);
    checkedAt.set(unitId, now);
    for (const [oldest, at] of checkedAt) {
      if (now - at < CHECK_EVERY_MS) break;
      checkedAt.delete(oldest);
    }
    await inTransaction(db, (work) => correctEtaFrom(context, work, unitId, position));
  };
}

async function isAnotherSooner(work: Work, { id, incidentId }: Assignment, arrival: Date, now: Date): Promise<boolean> {
  const others = (await listJobsFor(work.tx, incidentId)).filter((job) => job.status === 'en-route' && job.id !== id);
  return others.some(({ etaAt }) => etaAt !== null && etaAt > now && etaAt < arrival);
}
