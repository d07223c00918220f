import { isUnanswered } from '#contract/incident-status';
import type { IncidentEvents } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { lockConversationsAbout } from '../../record/commands/lock-incident.ts';
import { recipientsOf } from '../../record/commands/record-change.ts';
import { findIncident } from '../../record/store/incident-rows.ts';

/**
 * Notifies reporters that nobody has answered yet, if that is still true: their conversations are locked first, and an
 * officer's answer locks them too.
 * @param agencyId the station that was called, if any
 * @param isOwnAgencyUnreachable no alarm reached anybody at the responsible station
 */
export async function notifyStillUnanswered(
  context: IncidentContext,
  work: Work,
  incidentId: string,
  {
    alerted,
    agencyId,
    centre,
    isOwnAgencyUnreachable,
  }: Pick<IncidentEvents['incident-unanswered'], 'alerted' | 'centre'> & {
    agencyId: string | undefined;
    isOwnAgencyUnreachable: boolean;
  },
): Promise<void> {
  await lockConversationsAbout(work, incidentId);
  const incident = await findIncident(work.tx, incidentId);
  if (!incident || !isUnanswered(incident.status)) return;
  const station = agencyId === undefined ? undefined : context.jurisdiction.findAgency(agencyId);
  const unheard = isOwnAgencyUnreachable ? context.jurisdiction.findAgency(incident.responsibleAgencyId) : undefined;
  await context.events.publish(work, 'incident-unanswered', {
    ...(await recipientsOf(work, incident)),
    alerted,
    centre,
    stationTh: station?.nameTh ?? null,
    stationEn: station?.nameEn ?? station?.nameTh ?? null,
    unheardTh: unheard?.nameTh ?? null,
    unheardEn: unheard?.nameEn ?? unheard?.nameTh ?? null,
  });
}
