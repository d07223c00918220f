import { isUnanswered } from '#contract/incident-status';
import type { IncidentEvents } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import { findIncident } from '../store/incident-rows.ts';
import { listReports } from '../store/report-rows.ts';
import { told } from './record-change.ts';

/**
 * Reporters hear that nobody has answered yet, as long as that is true: their conversations are held first, and whoever
 * answers holds them too.
 * @param agencyId the station that was called, where there is one
 * @param isOwnUnheard at the responsible station no alarm got through to anybody
 */
export async function tellStillUnanswered(
  context: IncidentContext,
  work: Work,
  incidentId: string,
  {
    told: how,
    agencyId,
    centre,
    isOwnUnheard,
  }: Pick<IncidentEvents['incident-unanswered'], 'told' | 'centre'> & {
    agencyId: string | undefined;
    isOwnUnheard: boolean;
  },
): Promise<void> {
  const reportIds = (await listReports(work.tx, incidentId)).map(({ reportId }) => reportId);
  await context.events.publish(work, 'incident-about-to-change', { reportIds });
  const incident = await findIncident(work.tx, incidentId);
  if (!incident || !isUnanswered(incident.status)) return;
  const station = agencyId === undefined ? undefined : context.jurisdiction.findAgency(agencyId);
  const unheard = isOwnUnheard ? context.jurisdiction.findAgency(incident.responsibleAgencyId) : undefined;
  await context.events.publish(work, 'incident-unanswered', {
    ...(await told(work, incident)),
    told: how,
    centre,
    stationTh: station?.nameTh ?? null,
    stationEn: station?.nameEn ?? station?.nameTh ?? null,
    unheardTh: unheard?.nameTh ?? null,
    unheardEn: unheard?.nameEn ?? unheard?.nameTh ?? null,
  });
}
