import type { IncidentDetail, IncidentReport, IncidentSummary, TimelineEntry } from '#contract/incident';
import { maskPhone } from '#contract/masked-phone';
import type { LatLng } from '#contract/position';
import type { Visibility } from './visibility.ts';

/** Where an incident is said to be when only its subdistrict may be known: a point that every incident there shares. */
export type CoarsePlace = { position: LatLng; distanceMetres: number };

/** The queue's row for somebody who may know the subdistrict only. */
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
 * The whole incident as this person may see it. Without the exact place nothing is left that could name it: no
 * positions, chat, labels, notes or other incidents near by.
 */
export function maskDetail(detail: IncidentDetail, visibility: Visibility, coarse: CoarsePlace): IncidentDetail {
  const reports = visibility.phone === 'shown' ? detail.reports : detail.reports.map(maskReport);
  if (visibility.place === 'exact') return { ...detail, reports };
  const { responsibleAgency } = detail.incident;
  return {
    ...detail,
    incident: maskSummary(detail.incident, coarse),
    reports,
    routing: { th: responsibleAgency.nameTh, en: responsibleAgency.nameEn ?? responsibleAgency.nameTh },
    positions: [],
    timeline: detail.timeline.map(maskTimelineEntry),
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

/** Details that are codes, numbers or names of agencies; anything else may hold somebody's words. */
const SAFE_DETAILS = ['agencyTh', 'agencyEn', 'disposition', 'from', 'to', 'kind', 'unitName'];

function maskTimelineEntry(entry: TimelineEntry): TimelineEntry {
  const kept = Object.entries(entry.details).filter(
    ([key, value]) => typeof value !== 'string' || SAFE_DETAILS.includes(key),
  );
  return { ...entry, details: Object.fromEntries(kept) };
}
