import { isUnanswered } from '#contract/incident-status';
import type { IncidentEvents } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { lockConversationsAbout } from '../../record/commands/lock-incident.ts';
import { recipientsOf } from '../../record/commands/record-change.ts';
import { findIncident } from '../../record/store/incident-rows.ts';

/**
 * Who has been alerted meanwhile. `agencyId`: the station that was called, if any; `isOwnAgencyUnreachable`: no alarm
 * reached anybody at the responsible station.
 */
type Update = Pick<IncidentEvents['incident-unanswered'], 'alerted' | 'centre'> & {
  agencyId: string | undefined;
  isOwnAgencyUnreachable: boolean;
};

/**
 * Notifies reporters that nobody has answered yet, if that is still true: their conversations are locked first, and an
 * officer's answer locks them too.
 */
export async function notifyStillUnanswered(
  context: IncidentContext,
  work: Work,
  incidentId: string,
  update: Update,
): Promise<void> {
  await lockConversationsAbout(work, incidentId);
  const incident = await findIncident(work.tx, incidentId);
  if (!incident || !isUnanswered(incident.status)) return;
  await notifyUnansweredAtOnce(context, work, { ...(await recipientsOf(work, incident)), ...incident }, update);
}

/**
 * The same without asking again: in the transaction that opens the incident, which holds the conversation, and nobody else
 * has seen it yet.
 */
export async function notifyUnansweredAtOnce(
  { jurisdiction, events }: IncidentContext,
  work: Work,
  {
    incidentId,
    code,
    reportIds,
    responsibleAgencyId,
  }: Pick<IncidentEvents['incident-opened'], 'incidentId' | 'code' | 'reportIds' | 'responsibleAgencyId'>,
  { alerted, agencyId, centre, isOwnAgencyUnreachable }: Update,
): Promise<void> {
  const station = agencyId === undefined ? undefined : jurisdiction.findAgency(agencyId);
  const unheard = isOwnAgencyUnreachable ? jurisdiction.findAgency(responsibleAgencyId) : undefined;
  await events.publish(work, 'incident-unanswered', {
    ...{ incidentId, code, reportIds, alerted, centre },
    stationTh: station?.nameTh ?? null,
    stationEn: station?.nameEn ?? station?.nameTh ?? null,
    unheardTh: unheard?.nameTh ?? null,
    unheardEn: unheard?.nameEn ?? unheard?.nameTh ?? null,
  });
}
