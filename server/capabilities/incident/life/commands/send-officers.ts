import { type Actor, listStaff } from '#capabilities/access';
import { isInBranch, visibleBranches } from '#capabilities/jurisdiction';
import { isOpen } from '#contract/incident-status';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { recordChange } from '../../record/commands/record-change.ts';
import { type Incident, notAllowed } from '../../record/incident.ts';
import { addAssignees, removeAssignees, replaceAssignees } from '../../record/store/assignee-rows.ts';
import { listHelpingAgencyIds } from '../../record/store/involvement-rows.ts';
import { loadForChange } from '../../visibility/commands/load-for-change.ts';
import { listListeners } from '../../visibility/store/access-fact-rows.ts';
import { mayBeSent } from '../../visibility/visibility.ts';

/** Sets who is sent; an officer who is no longer sent can no longer see it. */
export async function sendOfficers(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { officerIds }: { officerIds: string[] },
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:assign');
  if (!isOpen(incident.status)) {
    throw notAllowed(incident, 'officers');
  }
  const { names, sent, recalled } = await replaceOfficers(context, work, actor, incident, officerIds);
  const change = { kind: 'officers-sent', by: actor, details: { names }, codes: { officerIds } } as const;
  await recordChange(context, work, incident, change);
  const { unitName } = incident;
  const changed = { incidentId: id, unitName, sent, recalled, byPersonId: actor.userId };
  await context.events.publish(work, 'incident-officers-changed', changed);
}

/**
 * @returns the names of those sent, for the timeline; who is newly sent, and who was recalled
 * @throws AppError `incident/officer-not-available` for anybody who can't be sent, whatever the reason
 */
export async function replaceOfficers(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  incident: Incident,
  officerIds: string[],
): Promise<{ names: string; sent: string[]; recalled: string[] }> {
  const going = await mustBeSendable(context, work, incident, officerIds);
  const by = { personId: actor.userId, at: context.clock.now() };
  const { sent, recalled } = await replaceAssignees(work.tx, incident.id, going.ids, by);
  await publishRecalled(context, work, incident.id, recalled);
  return { names: going.names, sent, recalled };
}

/** Sends these in addition. @returns their names, for the timeline */
export async function addOfficers(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  incident: Incident,
  officerIds: string[],
): Promise<string> {
  const { ids, names } = await mustBeSendable(context, work, incident, officerIds);
  await addAssignees(work.tx, incident.id, ids, { personId: actor.userId, at: context.clock.now() });
  return names;
}

/** They are no longer sent, and can no longer see it. */
export async function recallOfficersByName(
  context: IncidentContext,
  work: Work,
  incidentId: string,
  personIds: string[],
): Promise<void> {
  if (personIds.length === 0) return;
  await publishRecalled(context, work, incidentId, await removeAssignees(work.tx, incidentId, { only: personIds }));
}

/** Their consoles remove it. */
async function publishRecalled({ events }: IncidentContext, work: Work, incidentId: string, personIds: string[]) {
  await events.publish(work, 'incident-gone', ...personIds.map((personId) => ({ incidentId, personId })));
}

async function mustBeSendable(
  { jurisdiction, clock }: IncidentContext,
  work: Work,
  incident: Incident,
  officerIds: string[],
): Promise<{ ids: string[]; names: string }> {
  const now = clock.now();
  const ids = [...new Set(officerIds)];
  if (ids.length === 0) return { ids, names: '' };
  const found = await listStaff(work.tx, { ids }, now);
  const helping = await listHelpingAgencyIds(work.tx, incident.id);
  const branches = visibleBranches(jurisdiction, helping);
  const serves = (agencyId: string) => {
    const agency = jurisdiction.findAgency(agencyId);
    return agency !== undefined && branches.some((branch) => isInBranch(branch, agency.path));
  };
  const [listeners] = await listListeners(work.tx, [incident.id], now);
  const available = found.filter(
    (one) => mayBeSent(one, serves) && listeners?.conflictedIds.includes(one.id) === false,
  );
  if (available.length < ids.length) throw new AppError('incident/officer-not-available');
  return { ids, names: found.map(({ name }) => name).join(', ') };
}
