import { recordAct } from '#capabilities/audit';
import { sayPlaceInEnglish, sayPlaceInThai } from '#contract/jurisdiction';
import type { ReporterEvents } from '#events/reporter-events';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { openIncident } from '../incident.ts';
import { incidentCode } from '../incident-code.ts';
import { drawCodeNumber, insertIncident } from '../store/incident-rows.ts';
import { insertReport } from '../store/report-rows.ts';
import { appendTimeline, insertPosition } from '../store/timeline-rows.ts';
import { alertStations } from './alert-stations.ts';
import type { IncidentContext } from './context.ts';
import { routeToStation } from './route-to-station.ts';
import { suggestDuplicates } from './suggest-duplicates.ts';

/** Opens the incident of a report as soon as type and place are known, and alerts its station: enrich later. */
export async function openIncidentFromReport(
  context: IncidentContext,
  work: Work,
  report: ReporterEvents['report-submitted'],
): Promise<void> {
  const { tx } = work;
  const now = context.clock.now();
  const { routing, neighbours } = routeToStation(context, report.position);
  const code = incidentCode(await drawCodeNumber(tx), now);
  const { type, silent } = report;
  const incident = openIncident({ id: newId(), code, type, silent, openedAt: now }, routing, now);
  await insertIncident(tx, incident);
  await insertReport(tx, {
    reportId: report.reportId,
    incidentId: incident.id,
    reporterId: report.reporterId,
    receivedAt: report.startedAt,
    type,
    silent,
    phone: report.phone,
    canTakeCalls: null,
    unreachable: false,
    language: report.language,
  });
  await insertPosition(tx, incident.id, report.position);
  await appendTimeline(tx, incident.id, { at: now, kind: 'opened', details: { silent } });
  const station = context.jurisdiction.getAgency(incident.responsibleAgencyId);
  await alertStations(work, incident, { station, neighbours }, now);
  await recordAct(work, {
    actorKind: 'reporter',
    actorId: report.reporterId,
    act: 'incident/opened',
    subjectKind: 'incident',
    subjectId: incident.id,
    from: 'line',
    at: now,
  });
  await suggestDuplicates(context, work, incident);
  await context.eventLog.append(work, 'incident-changed', { incidentId: incident.id });
  await context.events.publish(work, 'incident-opened', {
    incidentId: incident.id,
    code,
    reportIds: [report.reportId],
    stationTh: station.nameTh,
    stationEn: station.nameEn ?? station.nameTh,
    distanceMetres: incident.distanceMetres,
    placeTh: sayPlaceInThai(incident.place),
    placeEn: sayPlaceInEnglish(incident.place),
  });
}
