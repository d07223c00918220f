import { type Agency, formatPlaceInEnglish, formatPlaceInThai, type PassedOver } from '#contract/jurisdiction';
import { placeLabelBeyond } from '#contract/place-detail';
import type { IncidentEvents } from '#events/incident-events';
import type { ReporterEvents } from '#events/reporter-events';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IncidentContext } from '../../context.ts';
import { auditChange } from '../../record/commands/record-change.ts';
import { wantSocialWorkerByType } from '../../record/commands/want-social-worker.ts';
import { type Incident, openIncident } from '../../record/incident.ts';
import { listUnansweredLike } from '../../record/store/report-rows.ts';
import { stationNames } from '../agency-names.ts';
import { incidentCode } from '../incident-code.ts';
import { routeToStation } from '../route-to-station.ts';
import { prepareOpening } from '../store/duplicate-rows.ts';
import { insertOpening } from '../store/opening-rows.ts';
import { describeAlert } from './alert-stations.ts';
import { listLikely, markDuplicates } from './suggest-duplicates.ts';

/** Opens the incident of a report as soon as the place is known, and alerts its station; details follow later. */
export async function openIncidentFromReport(
  context: IncidentContext,
  work: Work,
  report: ReporterEvents['report-submitted'],
): Promise<void> {
  const now = context.clock.now();
  const { routing, neighbours, passedOver } = routeToStation(context, report.position);
  const { type, silent, phone } = report;
  const id = newId();
  const prepared = { id, type, lat: report.position.lat, lng: report.position.lng, openedAt: now, phone };
  const { codeNumber, candidates } = await prepareOpening(work, prepared);
  const code = incidentCode(codeNumber, now);
  const duplicates = listLikely({ type, openedAt: now }, candidates);
  const { placeDetail, gathered } = report;
  const placeLabel = placeLabelBeyond(report.position.label, routing.place);
  const opening = { id, code, type, silent, openedAt: now, placeDetail, placeLabel };
  const opened = openIncident(opening, routing, now);
  const incident = { ...opened, hasDuplicateSuggestions: duplicates.length > 0 };
  const station = context.jurisdiction.getAgency(incident.responsibleAgencyId);
  const { involved, entries } = describeAlert({ station, neighbours });
  await insertOpening(work, {
    incident,
    report,
    involved,
    entries: [
      { kind: 'opened', details: { silent, ...(placeDetail && { placeDetail }), ...(gathered && { gathered }) } },
      ...(report.positionError
        ? [{ kind: 'position-failed' as const, details: { reason: report.positionError } }]
        : []),
      ...entries,
    ],
  });
  auditChange(context, work, incident.id, { kind: 'opened', by: report });
  await markDuplicates(context, work, incident, duplicates);
  await context.events.publish(work, 'incident-changed', { incidentId: incident.id });
  const gatheredWith = await listGatheredWith(context, work, incident, report.reportId);
  await context.events.publish(work, 'incident-opened', {
    incidentId: incident.id,
    code,
    reportIds: [report.reportId],
    position: { lat: incident.lat, lng: incident.lng },
    responsibleAgencyId: incident.responsibleAgencyId,
    ...stationNames(station),
    distanceMetres: incident.distanceMetres,
    accuracyMetres: incident.accuracyMetres,
    duty: dutyOf(station),
    ...namePassedOver(passedOver.find(({ agency }) => agency.id !== station.id)),
    placeTh: formatPlaceInThai(incident.place),
    placeEn: formatPlaceInEnglish(incident.place),
    ...(gatheredWith.length > 0 && { gatheredWith }),
  });
  await wantSocialWorkerByType(context, work, incident);
}

/** What waits at the same station for somebody to answer: the same kind of danger, reported from the same network. */
async function listGatheredWith(context: IncidentContext, work: Work, incident: Incident, reportId: string) {
  const others = context.listOthersOfNetwork(reportId);
  return others.length > 0 ? listUnansweredLike(work.tx, incident, others) : [];
}

/** Readiness as known by now; asking for it would delay the alarm. */
function dutyOf({ readiness }: Agency): IncidentEvents['incident-opened']['duty'] {
  if (readiness === 'unknown') return 'no-roster';
  return readiness === 'ready' ? 'somebody' : 'nobody';
}

/** The station whose area it is, if it was passed over because nobody is on duty there. */
function namePassedOver(passedOver: PassedOver | undefined) {
  const agency = passedOver?.agency;
  return { passedOverTh: agency?.nameTh ?? null, passedOverEn: agency ? (agency.nameEn ?? agency.nameTh) : null };
}
