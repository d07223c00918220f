import { type Actor, agenciesWith, listStaff } from '#capabilities/access';
import { byPerson, type EntryDetails, recordAction } from '#capabilities/audit';
import { loadForChange, recordUnitProgress } from '#capabilities/incident';
import { isInBranch, mayFor } from '#capabilities/jurisdiction';
import type { UnitKind } from '#contract/unit-status';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { UnitsContext } from '../context.ts';
import { listOpenJobs } from '../store/assignment-rows.ts';
import {
  addMembers,
  findCallSignHolder,
  findDisbandedAgency,
  findUnitForChange,
  findUnitRow,
  insertUnit,
  listUnitIdsOf,
  removeMembers,
  updateUnit,
} from '../store/unit-rows.ts';
import { serves, type Unit } from '../unit.ts';
import { giveOrder } from './give-order.ts';
import { publishUnitChanged } from './publish-unit-changed.ts';

/**
 * Creates a unit of a station.
 * @throws AppError `jurisdiction/agency-not-found`, `units/call-sign-taken`, `units/person-in-another-unit`
 */
export async function makeUnit(
  context: UnitsContext,
  work: Work,
  actor: Actor,
  agencyId: string,
  made: { callSign: string; kind: UnitKind; memberIds: string[] },
): Promise<string> {
  const { jurisdiction, clock } = context;
  if (!jurisdiction.findAgency(agencyId) || !mayFor(jurisdiction, actor, 'unit:manage', [agencyId])) {
    throw new AppError('jurisdiction/agency-not-found');
  }
  const id = newId();
  const { callSign, kind, memberIds } = made;
  if (!(await insertUnit(work.tx, { id, agencyId, callSign, kind }, clock.now()))) {
    throw callSignTaken(await findCallSignHolder(work.tx, { id, agencyId, callSign }));
  }
  await addCrew(context, work, actor, { id, agencyId }, memberIds);
  await record(context, work, actor, 'made', id, { agencyId, kind, memberIds });
  return id;
}

/**
 * Changes call sign, kind or crew. Who joins a unit with a job gets its orders; who leaves is recalled.
 * @throws AppError `units/not-found`, `access/not-permitted`, `units/call-sign-taken`, `units/person-in-another-unit`,
 *   `units/without-crew` when the last one leaves a unit that has a job
 */
export async function changeUnit(
  context: UnitsContext,
  work: Work,
  actor: Actor,
  id: string,
  change: { callSign?: string | undefined; kind?: UnitKind | undefined; memberIds?: string[] | undefined },
): Promise<void> {
  const unit = await loadUnit(context, work, actor, id, 'manage');
  const { callSign = unit.callSign, kind = unit.kind, memberIds = unit.memberIds } = change;
  const renamed = { ...unit, callSign, kind, version: unit.version + 1, updatedAt: context.clock.now() };
  const holder = await findCallSignHolder(work.tx, renamed);
  if (holder) throw callSignTaken(holder);
  await updateUnit(work.tx, renamed);
  const joining = memberIds.filter((one) => !unit.memberIds.includes(one));
  const leaving = unit.memberIds.filter((one) => !memberIds.includes(one));
  await removeMembers(work.tx, id, leaving);
  await addCrew(context, work, actor, unit, joining);
  if (joining.length + leaving.length > 0) {
    const jobs = await listOpenJobs(work.tx, [id]);
    if (jobs.length > 0 && memberIds.length === 0) {
      throw new AppError('units/without-crew', { params: { unit: callSign } });
    }
    for (const job of jobs) {
      const incident = await loadForChange(context, work, actor, job.incidentId, 'incident:assign');
      await recordUnitProgress(context, work, actor, incident, {
        kind: 'unit-crew-changed',
        details: { unitName: callSign },
        codes: { unitId: id },
        send: joining,
        recall: leaving,
      });
      const about = { incidentId: job.incidentId, assignmentId: job.id, byPersonId: actor.userId };
      const crew = { id, callSign, agencyId: unit.agencyId };
      await giveOrder(context, work, { ...crew, memberIds: leaving }, { ...about, kind: 'order-withdrawn' });
      await giveOrder(context, work, { ...crew, memberIds: joining }, { ...about, kind: 'order' });
    }
  }
  await record(context, work, actor, 'changed', id, { kind, joining, leaving });
}

/**
 * Sets a unit out of service, in service again, or back from a job. Open jobs of a unit out of service stay until they
 * are withdrawn.
 */
export async function setUnitService(
  context: UnitsContext,
  work: Work,
  actor: Actor,
  id: string,
  { service, reason }: { service: 'in-service' | 'out-of-service' | 'back'; reason?: string | undefined },
): Promise<void> {
  const unit = await loadUnit(context, work, actor, id, 'serve');
  const now = context.clock.now();
  const changes: Partial<Unit> =
    service === 'back'
      ? { backAt: now }
      : service === 'in-service'
        ? { outOfServiceAt: null, outOfServiceReason: null }
        : { outOfServiceAt: unit.outOfServiceAt ?? now, outOfServiceReason: reason || null };
  await updateUnit(work.tx, { ...unit, ...changes, version: unit.version + 1, updatedAt: now });
  await record(context, work, actor, service, id, {});
}

/** Disbands a unit; its history stays. @throws AppError `units/has-jobs` */
export async function disbandUnit(context: UnitsContext, work: Work, actor: Actor, id: string): Promise<void> {
  const unit = await loadUnit(context, work, actor, id, 'manage');
  if (unit.openCount > 0) {
    const subjects = (await listOpenJobs(work.tx, [id])).map(({ incidentId }) => incidentId);
    throw new AppError('units/has-jobs', { lostTo: { subjects, actions: ['units/sent'] } });
  }
  const now = context.clock.now();
  await removeMembers(work.tx, id, unit.memberIds);
  await updateUnit(work.tx, { ...unit, version: unit.version + 1, updatedAt: now }, now);
  await record(context, work, actor, 'disbanded', id, {});
}

async function loadUnit(
  { jurisdiction }: UnitsContext,
  work: Work,
  actor: Actor,
  id: string,
  to: 'manage' | 'serve',
): Promise<Unit> {
  const seen = await findUnitRow(work.tx, id);
  const manages = seen && mayFor(jurisdiction, actor, 'unit:manage', [seen.agencyId]);
  if (!seen || !(manages || serves(actor, seen))) throw await unitNotFound(jurisdiction, work, actor, id);
  if (to === 'manage' && !manages) throw new AppError('access/not-permitted');
  const unit = await findUnitForChange(work.tx, id);
  if (!unit) throw await unitNotFound(jurisdiction, work, actor, id);
  return unit;
}

/** Who managed the unit learns who disbanded it; for everybody else it does not exist. */
async function unitNotFound(
  jurisdiction: UnitsContext['jurisdiction'],
  { tx }: Work,
  actor: Actor,
  id: string,
): Promise<AppError> {
  const agencyId = await findDisbandedAgency(tx, id);
  if (!agencyId || !mayFor(jurisdiction, actor, 'unit:manage', [agencyId])) return new AppError('units/not-found');
  return new AppError('units/disbanded', { lostTo: { subjects: [id], actions: ['units/disbanded'] } });
}

function callSignTaken(holderId: string | undefined): AppError {
  const lostTo = { subjects: holderId ? [holderId] : [], actions: ['units/made', 'units/changed'] };
  return new AppError('units/call-sign-taken', { lostTo });
}

/** Adds people who serve in the station's branch and are in no other unit. @throws AppError `units/person-in-another-unit` */
async function addCrew(
  { jurisdiction, clock }: UnitsContext,
  work: Work,
  actor: Actor,
  unit: Pick<Unit, 'id' | 'agencyId'>,
  memberIds: string[],
): Promise<void> {
  if (memberIds.length === 0) return;
  const wanted = [...new Set(memberIds)];
  const { path } = jurisdiction.getAgency(unit.agencyId);
  const people = await listStaff(work.tx, { ids: wanted }, clock.now());
  const fit = people.filter((one) =>
    agenciesWith(one, 'unit:serve').some((id) => isInBranch(path, jurisdiction.findAgency(id)?.path ?? 'unknown')),
  );
  const added =
    fit.length === wanted.length
      ? await addMembers(work.tx, unit.id, wanted, { personId: actor.userId, at: clock.now() })
      : [];
  if (added.length < wanted.length) {
    const subjects = (await listUnitIdsOf(work.tx, wanted)).filter((id) => id !== unit.id);
    const actions = ['units/made', 'units/changed'];
    throw new AppError('units/person-in-another-unit', { lostTo: { subjects, actions } });
  }
}

async function record(
  context: UnitsContext,
  work: Work,
  actor: Actor,
  action: string,
  unitId: string,
  details: EntryDetails,
): Promise<void> {
  const auditEvent = {
    action: `units/${action}`,
    subjectKind: 'unit',
    subjectId: unitId,
    details,
    at: context.clock.now(),
  };
  recordAction(work, { ...byPerson(actor), ...auditEvent });
  await publishUnitChanged(context, work, unitId);
}
