import type { Actor } from '#capabilities/access';
import { findNewestAction } from '#capabilities/audit';
import { mayFor } from '#capabilities/jurisdiction';
import type { Permission } from '#contract/permission';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { lockIncident } from '../../record/commands/lock-incident.ts';
import type { Incident } from '../../record/incident.ts';
import { listInvolvements } from '../../record/store/involvement-rows.ts';
import { listAccessFacts } from '../store/access-fact-rows.ts';
import { helpingAgencyFor, incidentVisibilityOf } from '../visibility.ts';

/**
 * Loads and locks an incident for a change by `actor`. A supporting station may do what `helpingAgencyFor` allows.
 * @throws AppError `incident/not-found`, `access/not-permitted` (visible, but not to be changed)
 */
export async function loadForChange(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  permission: Permission,
): Promise<Incident> {
  const incident = await loadVisible(context, work, actor, id);
  const isResponsible = mayFor(context.jurisdiction, actor, permission, [incident.responsibleAgencyId]);
  // A called station may acknowledge (`loadForAnswer`), but not correct another agency's ETA.
  const isHelping =
    permission !== 'incident:acknowledge' && (await findHelpingAgency(context, work, actor, id, permission));
  if (!isResponsible && !isHelping && !(await isAssigned(context, work, actor, id, permission))) {
    throw await refuse(context, work, actor, id, permission);
  }
  return incident;
}

/** Officers who were sent may report progress, whichever agency is responsible by now. */
async function isAssigned(
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
 * Loads and locks an incident for its acknowledgement.
 * @returns with it the called agency that becomes responsible; undefined if the responsible agency itself answers
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
  const calledAgencyId = await findHelpingAgency(context, work, actor, id, 'incident:acknowledge');
  if (!calledAgencyId) throw await refuse(context, work, actor, id, 'incident:acknowledge');
  return { incident, calledAgencyId };
}

/** Actors of an agency that was responsible before are told who is now; anybody else gets `access/not-permitted`. */
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
  // An agency that lost it while its units were on the way is a supporting one, not a former one.
  const moved = await findNewestAction(tx, lostTo);
  const from = moved?.details.fromAgencyId;
  const agencyIds = [...former.map(({ agencyId }) => agencyId), ...(typeof from === 'string' ? [from] : [])];
  if (!mayFor(jurisdiction, actor, permission, agencyIds)) return new AppError('access/not-permitted');
  // A supporting station was never responsible: the error names who ended its support.
  const supportEnded = { subjects: [id], actions: ['incident/station-released'] };
  return new AppError('incident/moved-on', { lostTo: moved ? lostTo : supportEnded });
}

async function findHelpingAgency(
  { jurisdiction }: IncidentContext,
  { tx }: Work,
  actor: Actor,
  id: string,
  permission: Permission,
): Promise<string | undefined> {
  return helpingAgencyFor(jurisdiction, actor, permission, await listInvolvements(tx, [id]));
}

/**
 * Loads and locks an incident. One that the actor may not see is answered like one that does not exist.
 * @throws AppError `incident/not-found`
 */
export async function loadVisible(
  { jurisdiction, clock }: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
): Promise<Incident> {
  const [accessFacts] = await listAccessFacts(work.tx, [id], actor.userId, clock.now());
  if (!accessFacts || !incidentVisibilityOf(jurisdiction, actor, accessFacts)) throw new AppError('incident/not-found');
  const incident = await lockIncident(work, id);
  if (!incident) throw new AppError('incident/not-found');
  return incident;
}
