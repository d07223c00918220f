import type { IncidentStatus } from '../../contract/incident-status.ts';
import type { AdministrativePlace } from '../../contract/jurisdiction.ts';
import {
  type Incident,
  openIncident,
  type Person,
  type Routing,
} from '../../server/capabilities/incident/record/incident.ts';

/** A moment to count from: 02:10 at night in Phitsanulok. */
export const NIGHT = new Date('2026-11-21T19:10:00.000Z');
export const SOMJAI: Person = { id: 'officer-somjai', name: 'ร.ต.ท. สมใจ (ทดสอบ)' };
export const PRACHA: Person = { id: 'officer-pracha', name: 'ร.ต.ต. ประชา (ทดสอบ)' };
export const STATION = 'station-muang';
export const NEXT_STATION = 'station-next';

export function minutesLater(minutes: number, than: Date = NIGHT): Date {
  return new Date(than.getTime() + minutes * 60_000);
}

const PLACE: AdministrativePlace = {
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
};

export function aRouting(changes: Partial<Routing> = {}): Routing {
  return {
    responsibleAgencyId: STATION,
    lat: 16.8211,
    lng: 100.2659,
    place: PLACE,
    routing: { th: 'อยู่ในเขต', en: 'inside the area' },
    distanceMetres: 850,
    accuracyMetres: null,
    ...changes,
  };
}

/** An incident value for pure rules: just opened, with the changes a test needs. */
export function anIncidentValue(changes: Partial<Incident> = {}): Incident {
  const { silent = false, type = 'threat-or-assault' } = changes;
  const report = { id: 'incident-1', code: 'ES-6911-0001', type, silent, openedAt: NIGHT };
  return { ...openIncident(report, aRouting(), NIGHT), ...changes };
}

/** A consistent incident in that state, with the fields the state requires. */
export function anIncidentThatIs(status: IncidentStatus, changes: Partial<Incident> = {}): Incident {
  const answered = { acknowledgedAt: minutesLater(1), acknowledgedBy: SOMJAI };
  const resolved = { ...answered, disposition: 'handled', resolvedAt: minutesLater(9), resolvedBy: SOMJAI } as const;
  const presupposed: Partial<Record<IncidentStatus, Partial<Incident>>> = {
    acknowledged: answered,
    'unit-assigned': answered,
    'en-route': answered,
    'on-scene': answered,
    resolved,
    closed: { ...resolved, closedAt: minutesLater(10) },
    merged: { mergedInto: 'incident-2', statusBeforeMerge: 'open' },
    cancelled: { cancelRequestedAt: minutesLater(2), cancelReason: 'by-mistake' },
  };
  return anIncidentValue({ status, ...presupposed[status], ...changes });
}
