import { byReporter, recordAct } from '#capabilities/audit';
import { sayPlaceInEnglish, sayPlaceInThai } from '#contract/jurisdiction';
import type { ReporterEvents } from '#events/reporter-events';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { openIncident } from '../incident.ts';
import { incidentCode } from '../incident-code.ts';
import { drawCodeNumber } from '../store/incident-rows.ts';
import { insertOpening } from '../store/opening-rows.ts';
import { describeAlert } from './alert-stations.ts';
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
  const station = context.jurisdiction.getAgency(incident.responsibleAgencyId);
  const { involved, entries } = describeAlert({ station, neighbours });
  await insertOpening(tx, {
    incident,
    report: {
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
    },
    position: report.position,
    involved,
    entries: [{ kind: 'opened', details: { silent } }, ...entries],
  });
  await recordAct(work, {
    ...byReporter(report.reporterId, 'line'),
    act: 'incident/opened',
    subjectKind: 'incident',
    subjectId: incident.id,
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
