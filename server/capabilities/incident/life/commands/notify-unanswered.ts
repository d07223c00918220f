import { openConversations } from '#capabilities/intake';
import { isUnanswered } from '#contract/incident-status';
import type { IncidentEvents } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { listIncidentsById } from '../../record/store/incident-rows.ts';
import { listReportIdsOf } from '../../record/store/report-rows.ts';

/**
 * Who has been alerted meanwhile. `agencyId`: the station that was called, if any; `isOwnAgencyUnreachable`: no alarm
 * reached anybody at the responsible station.
 */
type Update = Pick<IncidentEvents['incident-unanswered'], 'alerted' | 'centre'> & {
  agencyId: string | undefined;
  isOwnAgencyUnreachable: boolean;
};

/**
 * Notifies the reporters of some incidents that nobody has answered yet, in this order, where that is still true: their
 * conversations are locked first, and an officer's answer locks them too. As many statements for all as for one.
 */
export async function notifyStillUnanswered(
  context: IncidentContext,
  work: Work,
  updates: readonly (Update & { incidentId: string })[],
): Promise<void> {
  const ids = [...new Set(updates.map(({ incidentId }) => incidentId))];
  await openConversations(
    work,
    (await listReportIdsOf(work.tx, ids)).map(({ reportId }) => reportId),
  );
  const known = await listIncidentsById(work.tx, ids);
  const incidents = new Map(known.filter(({ status }) => isUnanswered(status)).map((one) => [one.id, one]));
  const reports = Map.groupBy(await listReportIdsOf(work.tx, ids), ({ incidentId }) => incidentId);
  for (const { incidentId, ...update } of updates) {
    const incident = incidents.get(incidentId);
    const reportIds = (reports.get(incidentId) ?? []).map(({ reportId }) => reportId);
    if (incident) await notifyUnansweredAtOnce(context, work, { ...incident, incidentId, reportIds }, update);
  }
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
