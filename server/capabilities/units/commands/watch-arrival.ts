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

/** Where a unit is, and when its phone measured it. */
export type MeasuredPosition = LatLng & { at: Date };

/**
 * A unit on its way says where it is: if the promise no longer holds, it is corrected and the reporter is told. Runs as
 * the house, because nobody decided it; only a unit that is on its way corrects, and only while nobody is there.
 * @returns whether something was corrected
 */
async function noteUnitPosition(
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
    const asked = (etaAt: Date | null, notifiedAt: Date | null) =>
      correctedMinutes({ etaAt, notifiedAt, measuredAt: position.at, minutes }, now);
    if (asked(place.etaAt, job.etaNotifiedAt) === undefined) continue;
    // Held only now, in the order of everybody: the incident first, then the job; and asked once more.
    const isTold = await correctEta(context, work, job.incidentId, async (incident, at) => {
      const held = await findAssignmentForChange(work.tx, job.id);
      if (held?.status !== 'en-route' || incident.status === 'on-scene' || !canEstimateEtaTo(incident))
        return undefined;
      // Of several on their way the first one counts: a slower second one changes nothing for the reporter.
      const others = (await listOpenOthers(work, held.incidentId, held.id)).filter((time) => time > now);
      const soonest = Math.min(now.getTime() + minutes * 60_000, ...others.map((time) => time.getTime()));
      if (soonest < now.getTime() + minutes * 60_000) return undefined;
      const again = asked(incident.etaAt, held.etaNotifiedAt);
      if (again === undefined) return undefined;
      const etaAt = new Date(at.getTime() + again * 60_000);
      await updateAssignment(work.tx, { ...held, etaAt, etaNotifiedAt: at, version: held.version + 1, updatedAt: at });
      return { etaMinutes: again, unitName: held.callSign };
    });
    if (isTold) {
      corrected = true;
      await publishUnitChanged(context, work, unitId);
    }
  }
  return corrected;
}

/** Looked at again after this: a position comes every few seconds, a promise is corrected every few minutes at most. */
const LOOK_EVERY_MS = 15_000;

/**
 * Takes each position that a phone shares, and looks now and then whether a promise still holds. What a process
 * remembers here only saves work; the rule itself stands in the rows.
 */
export function createArrivalWatch(
  context: UnitsContext,
  db: Database,
  clock: Stopwatch,
): (unitId: string, position: MeasuredPosition) => Promise<void> {
  const looked = new Map<string, number>();
  return async (unitId, position) => {
    const now = clock.elapsed();
    const before = looked.get(unitId);
    if (before !== undefined && now - before < LOOK_EVERY_MS) return;
    // In the order in which they were last looked at, so that the oldest are forgotten first.
    looked.delete(unitId);
    looked.set(unitId, now);
    for (const [oldest, at] of looked) {
      if (now - at < LOOK_EVERY_MS) break;
      looked.delete(oldest);
    }
    await inTransaction(db, (work) => noteUnitPosition(context, work, unitId, position));
  };
}

async function listOpenOthers(work: Work, incidentId: string, exceptId: string): Promise<Date[]> {
  const jobs = await listJobsFor(work.tx, incidentId);
  return jobs.flatMap((job) => (job.status === 'en-route' && job.id !== exceptId && job.etaAt ? [job.etaAt] : []));
}
