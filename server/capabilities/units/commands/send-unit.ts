import { type Actor, listStaff } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { listPresence } from '#capabilities/duty';
import {
  assignIncident,
  getVisibleIncident,
  listHelpingBranches,
  listVisibleIncidents,
  loadForChange,
  recordUnitProgress,
} from '#capabilities/incident';
import { isInBranch } from '#capabilities/jurisdiction';
import { canChange } from '#contract/incident-status';
import { isOpenAssignment } from '#contract/unit-status';
import type { SendUnit } from '#contract/units';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { Assignment } from '../assignment.ts';
import type { UnitsContext } from '../context.ts';
import { crewOf } from '../crew.ts';
import { insertAssignment, listJobsFor, listOpenJobs } from '../store/assignment-rows.ts';
import { findUnitForChange, findUnitRow } from '../store/unit-rows.ts';
import { mustBeFree, type Unit } from '../unit.ts';
import { giveOrder } from './give-order.ts';
import { publishUnitChanged } from './publish-unit-changed.ts';

/**
 * Sends a registered unit: the first one changes the incident's status, a further one does not. Its members become the
 * incident's officers. One transaction; the incident is always locked first and the unit second.
 * @throws AppError `incident/not-found`, `units/not-found`, `units/not-available` (names who has it),
 *   `units/without-crew`, …
 */
export async function sendUnit(
  context: UnitsContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  asked: SendUnit & { officerIds?: string[] | undefined },
): Promise<void> {
  await getVisibleIncident(context, work.tx, actor, incidentId);
  const incident = await loadForChange(context, work, actor, incidentId, 'incident:assign');
  const unit = await lockUnit(context, work, incidentId, asked.unitId);
  await mustBeFreeNow(context, work, actor, unit, { incidentId, queue: asked.queue });
  await mustHaveCrew(context, work, unit);
  const { callSign, memberIds } = unit;
  const { etaMinutes, officerIds } = asked;
  if (canChange(incident.status, 'assign')) {
    await assignIncident(context, work, actor, incidentId, { unitName: callSign, etaMinutes, officerIds, memberIds });
  } else {
    const going = (await listJobsFor(work.tx, incidentId)).filter(({ status }) => isOpenAssignment(status));
    await recordUnitProgress(context, work, actor, incident, {
      kind: 'unit-added',
      details: { unitName: callSign },
      codes: { unitId: unit.id },
      unitName: nameAll([...going.map((job) => job.callSign), callSign]),
      etaMinutes,
      send: memberIds,
    });
  }
  const isQueued = unit.openCount > 0;
  const assignmentId = await writeJob(context, work, actor, unit, { incidentId, etaMinutes, isQueued });
  const kind = isQueued ? 'order-next' : 'order';
  await giveOrder(context, work, unit, { kind, incidentId, assignmentId, byPersonId: actor.userId });
}

/** Without a crew nobody would read the order and the reporter would wait in vain. @throws AppError `units/without-crew` */
async function mustHaveCrew({ clock }: UnitsContext, { tx }: Work, { callSign, memberIds }: Unit): Promise<void> {
  const presence = await listPresence(tx, memberIds, clock.now());
  if (crewOf(memberIds, presence).length === 0) {
    throw new AppError('units/without-crew', { params: { unit: callSign } });
  }
}

/** The incident's `unitName`: all call signs, cut at the column's limit. */
export function nameAll(callSigns: string[]): string | null {
  return callSigns.length > 0 ? callSigns.join(', ').slice(0, 60) : null;
}

async function lockUnit(context: UnitsContext, work: Work, incidentId: string, id: string): Promise<Unit> {
  const seen = await findUnitRow(work.tx, id);
  const branches = await listHelpingBranches(context, work.tx, incidentId);
  const path = seen && context.jurisdiction.findAgency(seen.agencyId)?.path;
  const helps = path && branches.some((branch) => isInBranch(branch, path));
  const unit = helps ? await findUnitForChange(work.tx, id) : undefined;
  if (!unit) throw new AppError('units/not-found');
  return unit;
}

/** Who loses the race learns who has the unit, as far as they may see that. */
async function mustBeFreeNow(
  context: UnitsContext,
  work: Work,
  actor: Actor,
  unit: Unit,
  asked: { incidentId: string; queue?: boolean | undefined },
): Promise<void> {
  const now = context.clock.now();
  const open = await listOpenJobs(work.tx, [unit.id]);
  const incidentIds = open.map(({ incidentId }) => incidentId);
  const seen = await listVisibleIncidents(context, work.tx, actor, incidentIds);
  const senders = await listStaff(work.tx, { ids: open.map(({ byPersonId }) => byPersonId) }, now);
  const visible = open.flatMap((job) => {
    const incident = seen.find((one) => one.incident.id === job.incidentId)?.incident;
    const by = senders.find(({ id }) => id === job.byPersonId)?.name ?? '–';
    return incident ? [{ ...job, code: incident.code, by }] : [];
  });
  mustBeFree(unit, visible, asked, now);
}

async function writeJob(
  context: UnitsContext,
  work: Work,
  actor: Actor,
  unit: Unit,
  given: { incidentId: string; etaMinutes?: number | undefined; isQueued: boolean },
): Promise<string> {
  const now = context.clock.now();
  const { incidentId, etaMinutes, isQueued } = given;
  const job: Assignment = {
    id: newId(),
    unitId: unit.id,
    incidentId,
    callSign: unit.callSign,
    kind: unit.kind,
    status: 'assigned',
    isQueued,
    version: 1,
    byPersonId: actor.userId,
    assignedAt: now,
    enRouteAt: null,
    onSceneAt: null,
    endedAt: null,
    etaAt: etaMinutes ? new Date(now.getTime() + etaMinutes * 60_000) : null,
    etaNotifiedAt: null,
    note: null,
    disposition: null,
    updatedAt: now,
  };
  // The unique index refuses what the lock did not catch.
  if (!(await insertAssignment(work.tx, job))) {
    throw new AppError('units/out-of-service', { params: { unit: unit.callSign } });
  }
  recordAction(work, {
    ...byPerson(actor),
    action: 'units/sent',
    subjectKind: 'incident',
    subjectId: incidentId,
    details: { unitId: unit.id, assignmentId: job.id, isQueued },
    at: now,
  });
  await publishUnitChanged(context, work, unit.id);
  return job.id;
}
