import { type Actor, listStaff } from '#capabilities/access';
import { isInSight } from '#capabilities/jurisdiction';
import { isOpen } from '#contract/incident-status';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import type { Incident } from '../incident.ts';
import { mayBeSent } from '../sight.ts';
import { replaceAssignees } from '../store/assignee-rows.ts';
import { listBearings } from '../store/bearing-rows.ts';
import { loadForChange } from './load-for-change.ts';
import { recordChange } from './record-change.ts';
import { sayGone } from './say-gone.ts';

/** Says anew who goes; who is no longer among them no longer sees it. */
export async function sendOfficers(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  officerIds: string[],
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:assign');
  if (!isOpen(incident.status)) {
    throw new AppError('incident/change-not-allowed', { params: { status: incident.status, action: 'officers' } });
  }
  const names = await replaceOfficers(context, work, actor, incident, officerIds);
  const change = { kind: 'officers-sent', by: actor, details: { names }, codes: { officerIds } } as const;
  await recordChange(context, work, incident, change);
}

/**
 * @returns the names of who goes, for the timeline
 * @throws AppError `incident/officer-not-available` for anybody who can't be sent, whatever the reason
 */
export async function replaceOfficers(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  incident: Incident,
  officerIds: string[],
): Promise<string> {
  const { jurisdiction, clock } = context;
  const now = clock.now();
  const wanted = [...new Set(officerIds)];
  const found = await listStaff(work.tx, { ids: wanted }, now);
  const { path } = jurisdiction.getAgency(incident.responsibleAgencyId);
  const serves = (agencyId: string) => {
    const agency = jurisdiction.findAgency(agencyId);
    return agency !== undefined && isInSight(path, agency.path);
  };
  for (const officer of found) {
    const [bearings] = await listBearings(work.tx, [incident.id], officer.id, now);
    if (!bearings || bearings.isConflicted || !mayBeSent(officer, serves)) {
      throw new AppError('incident/officer-not-available');
    }
  }
  if (found.length < wanted.length) throw new AppError('incident/officer-not-available');
  const recalled = await replaceAssignees(work.tx, incident.id, wanted, { personId: actor.userId, at: now });
  for (const personId of recalled) await sayGone(context, work, { incidentId: incident.id, personId });
  return found.map(({ name }) => name).join(', ');
}
