import type { Actor } from '#capabilities/access';
import { type Jurisdiction, mayFor } from '#capabilities/jurisdiction';
import { allowedActions, INCIDENT_ACTIONS, isDuressUnseen, isOnTheWay, isOpen } from '#contract/incident-status';
import type { Permission } from '#contract/permission';
import type { Incident } from '../record/incident.ts';
import type { Involvement } from '../record/store/involvement-rows.ts';
import { type AccessFacts, helpingAgencyFor, type Visibility } from '../visibility/visibility.ts';
import { findTaker } from './take-over.ts';

type ActorAccess = {
  accessFacts: AccessFacts;
  visibility: Visibility;
  involvements: Pick<Involvement, 'agencyId' | 'role'>[];
};

/** What this person may do now: the state table and their permissions for the responsible agency together. */
export function actionsOf(
  jurisdiction: Pick<Jurisdiction, 'getAgency'>,
  actor: Actor,
  incident: Incident,
  { accessFacts, visibility, involvements }: ActorAccess,
): string[] {
  const may = (permission: Permission, ...agencyIds: string[]) => mayFor(jurisdiction, actor, permission, agencyIds);
  const own = (permission: Permission) => may(permission, incident.responsibleAgencyId);
  const helps = (permission: Permission) =>
    helpingAgencyFor(jurisdiction, actor, permission, involvements) !== undefined;
  const isSentThere = accessFacts.isAssigned && actor.permissions.has('incident:progress');
  const isMasked = visibility.phone === 'masked' || visibility.place === 'subdistrict';
  const extra: [string, boolean][] = [
    ['eta', isOnTheWay(incident.status) && own('incident:acknowledge')],
    ['place-detail', isOpen(incident.status) && (own('incident:message') || helps('incident:message'))],
    ['type', incident.status !== 'merged' && (own('incident:progress') || helps('incident:progress') || isSentThere)],
    ['officers', isOpen(incident.status) && own('incident:assign')],
    ['transfer', isOpen(incident.status) && !incident.transfer && own('incident:transfer')],
    ['transfer-answer', incident.transfer !== null && may('incident:transfer', incident.transfer.toAgencyId)],
    ['unmerge', incident.status === 'merged' && own('incident:merge')],
    ['safety-notes', own('incident:note-safety') || helps('incident:note-safety')],
    ['messages', own('incident:message') || helps('incident:message')],
    ['stations', isOpen(incident.status) && own('incident:involve')],
    ['duress-seen', isDuressUnseen(incident) && (own('incident:acknowledge') || helps('incident:acknowledge'))],
    ['take-over', isOpen(incident.status) && findTaker(jurisdiction, actor, incident) !== undefined],
    ['unmask', isMasked && may('incident:unmask', ...accessFacts.agencyIds)],
    ['findings', isOver(incident) && (own('incident:resolve') || own('incident:decide-finding'))],
    ['guests', own('incident:invite-guest')],
    ['conflicts', own('incident:mark-conflict')],
  ];
  return [
    ...allowedActions(incident.status)
      .filter((action) => own(INCIDENT_ACTIONS[action].permission) || helps(INCIDENT_ACTIONS[action].permission))
      .filter((action) => action !== 'cancel' || (incident.cancelRequestedAt !== null && !incident.duressAt)),
    ...extra.filter(([, allowed]) => allowed).map(([action]) => action),
  ];
}

/** Ended by an officer; only then somebody can have reported falsely. */
function isOver({ status, isExercise }: Pick<Incident, 'status' | 'isExercise'>): boolean {
  return (status === 'resolved' || status === 'closed') && !isExercise;
}
