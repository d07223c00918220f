import { type Actor, listStaff } from '#capabilities/access';
import { byPerson, bySystem, recordAction } from '#capabilities/audit';
import { listAlertFacts, listConflicted } from '#capabilities/incident';
import { findCentre, findOfficeOver } from '#capabilities/jurisdiction';
import type { AcknowledgeEarly } from '#contract/early-notification';
import type { IncidentEvents } from '#events/incident-events';
import { AppError } from '#platform/app-error';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../context.ts';
import { chooseEarlyPeople, provinceAtFor } from '../early-notification.ts';
import { listExcludedOfIncidents } from '../record/store/exclusion-rows.ts';
import {
  acknowledgeEarlyRows,
  addEarlyNotification,
  endEarly,
  listEarlyBeside,
  listIncidentsNotOver,
  markEarlySent,
  moveEarly,
  takeDueEarly,
} from '../store/early-notification-rows.ts';

/** Notifications sent in one transaction. */
const BATCH = 50;
/** Incidents looked at in one run for whether they are over. */
const MOST_OPEN = 500;
const MINUTE_MS = 60_000;

/** Keeps, in the transaction of the fact, that the centre of the place must be told; once for each fact of an incident. */
export function keepEarlyNotification(
  context: Pick<CareContext, 'jurisdiction'>,
  work: Work,
  { incidentId, code, fact, position, place, silent, byPersonId, at }: IncidentEvents['incident-care-wanted'],
): void {
  const centre = findCentre(context.jurisdiction, position);
  if (!centre) return;
  addEarlyNotification(work, {
    ...{ id: newId(), incidentId, incidentCode: code, fact, place, silent, agencyId: centre.id, byPersonId },
    ...{ knownAt: at, provinceAt: provinceAtFor(at) },
  });
}

export function followEarlyMerge({ tx }: Work, merged: IncidentEvents['incident-merged']): Promise<void> {
  return moveEarly(tx, merged.incidentId, merged.intoIncidentId);
}

/**
 * Scheduled job: alerts the centre of the place, the province where nobody of the centre can take it or nobody answered in
 * time; each once, in any number of processes. No name, no place and no incident is in the alarm: a lock screen shows it.
 */
export async function notifyEarly(context: CareContext, db: Database): Promise<void> {
  const taken = await inTransaction(db, (work) => notifyBatch(context, work));
  if (taken === BATCH) await notifyEarly(context, db);
}

async function notifyBatch(context: CareContext, work: Work): Promise<number> {
  const { clock, events, jurisdiction } = context;
  const now = clock.now();
  const due = await takeDueEarly(work.tx, now, BATCH);
  if (due.length === 0) return 0;
  const incidentIds = [...new Set(due.map(({ incidentId }) => incidentId))];
  const conflicted = await listConflicted(work.tx, incidentIds);
  const excluded = await listExcludedOfIncidents(work.tx, incidentIds);
  const offices = new Map(due.map(({ agencyId }) => [agencyId, findOfficeOver(jurisdiction, agencyId)?.id]));
  const agencyIds = [...new Set([...offices].flat().flatMap((id) => id ?? []))];
  const staff = await listStaff(work.tx, { agencyIds }, now);
  const told = due.map((one) => {
    const [isFirst, isLate] = [one.sentAt === null, one.provinceAt <= now];
    const officeId = offices.get(one.agencyId);
    const barred = [...(conflicted.get(one.incidentId) ?? []), ...(excluded.get(one.incidentId) ?? [])];
    return { one, isLate, ...chooseEarlyPeople({ centreId: one.agencyId, officeId, isFirst, isLate }, staff, barred) };
  });
  await markEarlySent(
    work.tx,
    told.map(({ one, agencyId, isProvince }) => ({ id: one.id, agencyId, provinceToldAt: isProvince ? now : null })),
    now,
  );
  for (const { one, agencyId, isProvince, people } of told) {
    recordAction(work, {
      ...bySystem('timer'),
      action: isProvince ? 'care/early-notification-to-province' : 'care/early-notification-sent',
      ...{ subjectKind: 'incident', subjectId: one.incidentId },
      details: { notificationId: one.id, fact: one.fact, agencyId, people: people.length },
      at: now,
    });
    await events.publish(work, 'early-notification-changed', { notificationId: one.id });
    await events.publish(work, 'incident-changed', { incidentId: one.incidentId });
  }
  const people = [...new Map(told.flatMap((one) => one.people).map((one) => [one.personId, one])).values()];
  if (people.length > 0) await events.publish(work, 'case-people-called', { kind: 'early-notification', people });
  return due.length;
}

/** Scheduled job: once its incident is closed, cancelled or gone into another one, nobody has to come along any more. */
export async function endEarlyNotifications({ clock, events }: CareContext, db: Database): Promise<void> {
  await inTransaction(db, async (work) => {
    const incidents = await listAlertFacts(work.tx, await listIncidentsNotOver(work.tx, MOST_OPEN));
    const over = incidents.filter(({ status }) => status === 'closed' || status === 'cancelled' || status === 'merged');
    if (over.length === 0) return;
    const ids = over.map(({ id }) => id);
    const ended = await endEarly(work.tx, ids, clock.now());
    const changes = ended.map((notificationId) => ({ notificationId }));
    await events.publish(work, 'early-notification-changed', ...changes);
  });
}

/**
 * Somebody of the centre or the province comes along, or helps by telephone. It counts for all that is known of the incident.
 * @throws AppError `care/early-notification-not-found`, `-taken`, `-over`
 */
export async function acknowledgeEarly(
  { clock, events }: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  { arrivesInMinutes }: AcknowledgeEarly,
): Promise<{ id: string }> {
  const beside = await listEarlyBeside(work.tx, id);
  const [asked] = beside;
  if (!asked) throw new AppError('care/early-notification-not-found');
  if (asked.isOver) throw new AppError('care/early-notification-over');
  const at = clock.now();
  const arrivesAt = arrivesInMinutes === null ? null : new Date(at.getTime() + arrivesInMinutes * MINUTE_MS);
  const ids = beside.filter((one) => !one.acknowledgedAt).map((one) => one.id);
  const answered = ids.includes(id)
    ? await acknowledgeEarlyRows(work.tx, ids, { personId: actor.userId, at, arrivesAt })
    : 0;
  if (answered === 0) {
    const lostTo = { subjects: [asked.incidentId], actions: ['care/early-notification-acknowledged'] };
    throw new AppError('care/early-notification-taken', { lostTo });
  }
  recordAction(work, {
    ...byPerson(actor),
    ...{ action: 'care/early-notification-acknowledged', subjectKind: 'incident', subjectId: asked.incidentId },
    details: { notificationId: id, arrivesInMinutes },
    at,
  });
  const changes = ids.map((notificationId) => ({ notificationId }));
  await events.publish(work, 'early-notification-changed', ...changes);
  // The police who are there see who comes.
  await events.publish(work, 'incident-changed', { incidentId: asked.incidentId });
  return { id };
}
