import { correctEta, findOpenPlace } from '#capabilities/incident';
import type { LatLng } from '#contract/position';
import type { Stopwatch } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
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
 * @returns whether an ETA was corrected
 */
async function correctEtaFrom(
  context: UnitsContext,
  work: Work,
  unitId: string,
  position: MeasuredPosition,
): Promise<boolean> {
  const now = context.clock.now();
  let corrected = false;
  for (const job of await listOpenJobs(work.tx, [unitId])) {
    if (job.status !== 'en-route') continue;
    const place = await findOpenPlace(work.tx, job.incidentId);
    if (!place || place.status === 'on-scene' || !canEstimateEtaTo(place)) continue;
    const minutes = estimateMinutes(position, place, job.kind);
    const correctionOf = (etaAt: Date | null, notifiedAt: Date | null) =>
      correctedMinutes({ etaAt, notifiedAt, measuredAt: position.at, minutes }, now);
    if (correctionOf(place.etaAt, job.etaNotifiedAt) === undefined) continue;
    // Locked only now, in the common order (incident, then job), and checked once more.
    const isCorrected = await correctEta(context, work, job.incidentId, async (incident, at) => {
      const locked = await findAssignmentForChange(work.tx, job.id);
      if (locked?.status !== 'en-route' || incident.status === 'on-scene' || !canEstimateEtaTo(incident))
        return undefined;
      // The earliest arrival counts: a slower second unit changes nothing for the reporter.
      const others = (await listOpenOthers(work, locked.incidentId, locked.id)).filter((time) => time > now);
      const soonest = Math.min(now.getTime() + minutes * 60_000, ...others.map((time) => time.getTime()));
      if (soonest < now.getTime() + minutes * 60_000) return undefined;
      const again = correctionOf(incident.etaAt, locked.etaNotifiedAt);
      if (again === undefined) return undefined;
      const etaAt = new Date(at.getTime() + again * 60_000);
      await updateAssignment(work.tx, {
        ...locked,
        etaAt,
        etaNotifiedAt: at,
        version: locked.version + 1,
        updatedAt: at,
      });
      return { etaMinutes: again, unitName: locked.callSign };
    });
    if (isCorrected) {
      corrected = true;
      await publishUnitChanged(context, work, unitId);
    }
  }
  return corrected;
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

async function listOpenOthers(work: Work, incidentId: string, exceptId: string): Promise<Date[]> {
  const jobs = await listJobsFor(work.tx, incidentId);
  return jobs.flatMap((job) => (job.status === 'en-route' && job.id !== exceptId && job.etaAt ? [job.etaAt] : []));
}
