import type { Actor } from '#capabilities/access';
import { findNewestAction } from '#capabilities/audit';
import type { Permission } from '#contract/permission';
import type { Writer } from '#events/incident-events';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import type { Incident, Person } from '../incident.ts';
import { listAccessFacts } from '../store/access-fact-rows.ts';
import { findIncidentForChange } from '../store/incident-rows.ts';
import { listInvolvements } from '../store/involvement-rows.ts';
import { listReports } from '../store/report-rows.ts';
import { helpingAgencyFor, incidentVisibilityOf, mayFor } from '../visibility.ts';

export function personOf(actor: Actor): Person {
  return { id: actor.userId, name: actor.name };
}

/** Whose officer writes to a reporter: the responsible agency's, if theirs, else the first they serve at. */
export function writerOf(context: IncidentContext, actor: Actor, responsibleAgencyId: string): Writer {
  const own = actor.memberships.map(({ agencyId }) => agencyId);
  const id = own.includes(responsibleAgencyId) ? responsibleAgencyId : (own[0] ?? responsibleAgencyId);
  const { nameTh, nameEn, kind } = context.jurisdiction.getAgency(id);
  return { agencyTh: nameTh, agencyEn: nameEn ?? nameTh, isPolice: kind === 'station' };
}

/**
 * Loads an incident for a change by `actor` and holds it. A station that supports the responsible one may what
 * `helpingAgencyFor` says.
 * @throws AppError `incident/not-found`, `access/not-permitted` (theirs to see, not to change)
 */
export async function loadForChange(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  permission: Permission,
): Promise<Incident> {
  const incident = await loadVisible(context, work, actor, id);
  const isOwn = mayFor(context.jurisdiction, actor, permission, [incident.responsibleAgencyId]);
  // A called station may answer, not correct what another promised: `loadForAnswer` alone asks for it.
  const joins = permission !== 'incident:acknowledge' && (await findJoining(context, work, actor, id, permission));
  if (!isOwn && !joins && !(await isSentThere(context, work, actor, id, permission))) {
    throw await refuse(context, work, actor, id, permission);
  }
  return incident;
}

/** Who was sent says what they do there, whichever agency answers for it by now. */
async function isSentThere(
  { clock }: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  permission: Permission,
): Promise<boolean> {
  if (permission !== 'incident:progress' || !actor.permissions.has(permission)) return false;
  const [accessFacts] = await listAccessFacts(work.tx, [id], actor.userId, clock.now());
  return accessFacts?.isAssigned ?? false;
}

/**
 * Loads an incident for its answer and holds it.
 * @returns with it the called agency that takes it by answering; undefined when the responsible one answers itself
 * @throws AppError `incident/not-found`, `access/not-permitted`
 */
export async function loadForAnswer(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
): Promise<{ incident: Incident; calledAgencyId: string | undefined }> {
  const incident = await loadVisible(context, work, actor, id);
  if (mayFor(context.jurisdiction, actor, 'incident:acknowledge', [incident.responsibleAgencyId])) {
    return { incident, calledAgencyId: undefined };
  }
  const calledAgencyId = await findJoining(context, work, actor, id, 'incident:acknowledge');
  if (!calledAgencyId) throw await refuse(context, work, actor, id, 'incident:acknowledge');
  return { incident, calledAgencyId };
}

/** Whoever might have, for the agency that had it before, is told who has it now; anybody else may not. */
async function refuse(
  { jurisdiction }: IncidentContext,
  { tx }: Work,
  actor: Actor,
  id: string,
  permission: Permission,
): Promise<AppError> {
  const actions = ['incident/taken-over', 'incident/transfer-accepted'];
  const lostTo = { subjects: [id], actions };
  const former = (await listInvolvements(tx, [id])).filter(({ role }) => role === 'former');
  // Whom it was taken from while its people were on the way supports it from then on.
  const moved = await findNewestAction(tx, lostTo);
  const from = moved?.details.fromAgencyId;
  const agencyIds = [...former.map(({ agencyId }) => agencyId), ...(typeof from === 'string' ? [from] : [])];
  if (!mayFor(jurisdiction, actor, permission, agencyIds)) return new AppError('access/not-permitted');
  // A helper that was let go never led: who let it go is told instead.
  const released = { subjects: [id], actions: ['incident/station-released'] };
  return new AppError('incident/moved-on', { lostTo: moved ? lostTo : released });
}

async function findJoining(
  { jurisdiction }: IncidentContext,
  { tx }: Work,
  actor: Actor,
  id: string,
  permission: Permission,
): Promise<string | undefined> {
  return helpingAgencyFor(jurisdiction, actor, permission, await listInvolvements(tx, [id]));
}

/**
 * Loads an incident and holds it. One that is not theirs to see is answered like one that does not exist.
 * @throws AppError `incident/not-found`
 */
export async function loadVisible(
  { jurisdiction, events, clock }: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
): Promise<Incident> {
  const [accessFacts] = await listAccessFacts(work.tx, [id], actor.userId, clock.now());
  if (!accessFacts || !incidentVisibilityOf(jurisdiction, actor, accessFacts)) throw new AppError('incident/not-found');
  const reportIds = (await listReports(work.tx, id)).map(({ reportId }) => reportId);
  await events.publish(work, 'incident-about-to-change', { reportIds });
  const incident = await findIncidentForChange(work.tx, id);
  if (!incident) throw new AppError('incident/not-found');
  return incident;
}

/** @throws AppError `access/not-permitted` unless the person may do this for that agency. */
export function mustActFor(
  { jurisdiction }: IncidentContext,
  actor: Actor,
  permission: Permission,
  agencyId: string,
): void {
  if (!mayFor(jurisdiction, actor, permission, [agencyId])) throw new AppError('access/not-permitted');
}

/** Loads the incident a reporter's news belongs to: their own, or the one it was merged into. */
export async function loadForReaction(work: Work, id: string): Promise<Incident> {
  const incident = await findIncidentForChange(work.tx, id);
  if (!incident) throw new AppError('incident/not-found');
  return incident.mergedInto ? loadForReaction(work, incident.mergedInto) : incident;
}
