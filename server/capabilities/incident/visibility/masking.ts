import { distanceMetres, type Jurisdiction } from '#capabilities/jurisdiction';
import type { IncidentDetail, IncidentReport, IncidentSummary, TimelineEntry } from '#contract/incident';
import type { AdministrativePlace } from '#contract/jurisdiction';
import { maskPhone } from '#contract/masked-phone';
import type { LatLng } from '#contract/position';
import type { Visibility } from './visibility.ts';

/** The position shown to people who may only know the subdistrict: the same point for every incident there. */
export type CoarsePlace = { position: LatLng; distanceMetres: number };

/** The centre of the subdistrict. Where the register has none, the station's own position, never the incident's. */
export function coarsePlaceOf(
  jurisdiction: Pick<Jurisdiction, 'findTypedPlace' | 'getAgency'>,
  { place, responsibleAgencyId }: { place: AdministrativePlace; responsibleAgencyId: string },
): CoarsePlace {
  const station = jurisdiction.getAgency(responsibleAgencyId).position;
  const position = jurisdiction.findTypedPlace(place.subdistrictCode)?.position ?? station;
  return { position, distanceMetres: distanceMetres(position, station) };
}

/** The queue row for somebody who may only know the subdistrict. */
export function maskSummary(incident: IncidentSummary, coarse: CoarsePlace): IncidentSummary {
  return {
    ...incident,
    ...coarse,
    placeMasked: true,
    placeDetail: null,
    accuracyMetres: null,
    hasDuplicateSuggestions: false,
  };
}

/**
 * The incident as this person may see it. Without the exact place, everything that could reveal it is removed:
 * positions, chat, labels, notes and nearby incidents.
 */
export function maskDetail(detail: IncidentDetail, visibility: Visibility, coarse: CoarsePlace): IncidentDetail {
  const reports = visibility.phone === 'shown' ? detail.reports : detail.reports.map(maskReport);
  if (visibility.place === 'exact') return { ...detail, reports };
  // Whether somebody reported falsely is for those who work on it.
  const timeline = detail.timeline.filter(({ kind }) => !kind.startsWith('finding-'));
  const { responsibleAgency } = detail.incident;
  return {
    ...detail,
    incident: maskSummary(detail.incident, coarse),
    reports: reports.map((report) => ({ ...report, callBackFirstUntil: null })),
    routing: { th: responsibleAgency.nameTh, en: responsibleAgency.nameEn ?? responsibleAgency.nameTh },
    positions: [],
    timeline: timeline.map(maskTimelineEntry),
    messages: [],
    duplicates: [],
    merged: [],
    mergedInto: null,
    officers: [],
    dispositionNote: null,
  };
}

function maskReport(report: IncidentReport): IncidentReport {
  return report.phone === null ? report : { ...report, phone: maskPhone(report.phone), phoneMasked: true };
}

/** Details that are codes, numbers or agency names; any other text may identify a person. */
const SAFE_DETAILS = ['agencyTh', 'agencyEn', 'disposition', 'from', 'to', 'kind', 'unitName'];

function maskTimelineEntry(entry: TimelineEntry): TimelineEntry {
  const safe = Object.entries(entry.details).filter(
    ([key, value]) => typeof value !== 'string' || SAFE_DETAILS.includes(key),
  );
  return { ...entry, details: Object.fromEntries(safe) };
}
