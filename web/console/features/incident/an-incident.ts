import type { IncidentDetail, IncidentSummary } from '#contract/incident';

/** An incident for tests: open, urgent, alerted at 02:00 UTC; `number` makes each one distinct. */
export function anIncident(number: number, change: Partial<IncidentSummary> = {}): IncidentSummary {
  const agency = { id: '00000000-0000-4000-8000-0000000000aa', nameTh: 'สภ.สมมติ', nameEn: 'Sommot' };
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    code: `ES-6911-${String(number).padStart(4, '0')}`,
    version: 1,
    type: 'threat-or-assault',
    status: 'open',
    priority: 'urgent',
    silent: false,
    responsibleAgency: agency,
    calledAgencyIds: [],
    position: { lat: 16.82, lng: 100.26 },
    place: {
      subdistrictTh: 'ในเมือง',
      subdistrictEn: 'Nai Mueang',
      districtTh: 'เมืองพิษณุโลก',
      districtEn: 'Mueang Phitsanulok',
      provinceTh: 'พิษณุโลก',
      provinceEn: 'Phitsanulok',
      subdistrictCode: '650101',
      districtCode: '6501',
      provinceCode: '65',
      precision: 'approximate',
    },
    placeMasked: false,
    placeDetail: null,
    distanceMetres: 1200,
    accuracyMetres: null,
    alertedAt: '2026-11-21T02:00:00.000Z',
    acknowledgedAt: null,
    acknowledgedBy: null,
    etaAt: null,
    unitName: null,
    cancelRequestedAt: null,
    transferTo: null,
    reporterCount: 1,
    lastReporterMessageAt: null,
    hasDuplicateSuggestions: false,
    isExercise: false,
    duressAt: null,
    duressSeenAt: null,
    updatedAt: '2026-11-21T02:00:00.000Z',
    ...change,
  };
}

export function aDetail(change: Partial<IncidentDetail> = {}): IncidentDetail {
  return {
    incident: anIncident(1),
    routing: { th: 'อยู่ในเขต', en: 'inside the area' },
    positions: [],
    reports: [],
    timeline: [],
    messages: [],
    duplicates: [],
    merged: [],
    disposition: null,
    dispositionNote: null,
    cancelReason: null,
    care: { victims: null, children: null },
    mergedInto: null,
    officers: [],
    stations: [],
    actions: [],
    ...change,
  };
}
