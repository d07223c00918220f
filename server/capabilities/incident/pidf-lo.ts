import type { IncidentDetail } from '#contract/incident';
import type { ReportedPosition } from '#contract/position';
import { escapeHtml } from '#platform/html';

const NAMESPACES = {
  xmlns: 'urn:ietf:params:xml:ns:pidf',
  'xmlns:gp': 'urn:ietf:params:xml:ns:pidf:geopriv10',
  'xmlns:gbp': 'urn:ietf:params:xml:ns:pidf:geopriv10:basicPolicy',
  'xmlns:ca': 'urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr',
  'xmlns:gml': 'http://www.opengis.net/gml',
  'xmlns:gs': 'http://www.opengis.net/pidflo/1.0',
};
const WGS_84 = 'urn:ogc:def:crs:EPSG::4326';
const METRES = 'urn:ogc:def:uom:EPSG::9001';
/** A browser does not say what it measured with; rougher fixes come from masts or networks as well. */
const GPS_ACCURACY_METRES = 100;
/** What RFC 4119 assumes where nothing is said: whoever needs it longer asks again. */
const KEPT_MS = 24 * 3_600_000;

/**
 * Where an incident is, for another system: PIDF-LO (RFC 4119, 5139, 5491). The radius is the accuracy as it was stated, which stands for
 * 95 %; an unknown one gives a point and says so. Whoever may know the subdistrict only gets no shape.
 */
export function buildPidfLo({ incident, positions }: IncidentDetail, now: Date): string {
  const { lat, lng } = incident.position;
  const position = positions.find((one) => one.lat === lat && one.lng === lng);
  // The coarser of two comes first.
  const location = element('gp:location-info', {}, [civicAddress(incident), ...(position ? [shapeOf(position)] : [])]);
  const rules = element('gp:usage-rules', {}, [
    element('gbp:retransmission-allowed', {}, 'false'),
    element('gbp:retention-expiry', {}, new Date(now.getTime() + KEPT_MS).toISOString()),
    ...(position ? noteOf(position) : []),
  ]);
  const method = position && methodOf(position);
  const geopriv = element('gp:geopriv', {}, [location, rules, ...(method ? [element('gp:method', {}, method)] : [])]);
  const tuple = element('tuple', { id: 'position' }, [
    element('status', {}, [geopriv]),
    element('timestamp', {}, position?.at ?? incident.alertedAt),
  ]);
  const presence = element('presence', { ...NAMESPACES, entity: `urn:uuid:${incident.id}` }, [tuple]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${presence}\n`;
}

function civicAddress({ place, placeDetail }: IncidentDetail['incident']): string {
  return element('ca:civicAddress', { 'xml:lang': 'th' }, [
    element('ca:country', {}, 'TH'),
    element('ca:A1', {}, place.provinceTh),
    element('ca:A2', {}, place.districtTh),
    element('ca:A3', {}, place.subdistrictTh),
    ...(placeDetail ? [element('ca:LOC', {}, placeDetail)] : []),
  ]);
}

/** Latitude first, as EPSG 4326 has it. */
function shapeOf({ lat, lng, accuracyMetres }: ReportedPosition): string {
  const pos = element('gml:pos', {}, `${lat} ${lng}`);
  if (accuracyMetres === null) return element('gml:Point', { srsName: WGS_84 }, [pos]);
  const radius = element('gs:radius', { uom: METRES }, `${Math.max(1, accuracyMetres)}`);
  return element('gs:Circle', { srsName: WGS_84 }, [pos, radius]);
}

function noteOf({ accuracyMetres }: ReportedPosition): string[] {
  if (accuracyMetres !== null) return [];
  return [element('gbp:note-well', { 'xml:lang': 'en' }, 'The accuracy of this position is not known')];
}

function methodOf({ source, accuracyMetres }: ReportedPosition): 'GPS' | 'Manual' | undefined {
  if (source === 'photo') return 'GPS';
  if (source !== 'device-gps') return 'Manual';
  return accuracyMetres !== null && accuracyMetres <= GPS_ACCURACY_METRES ? 'GPS' : undefined;
}

/** @param inside a text, or elements that are written already */
function element(name: string, attributes: Readonly<Record<string, string>>, inside: string | string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeHtml(value)}"`);
  const content = typeof inside === 'string' ? escapeHtml(withoutForbidden(inside)) : inside.join('');
  return `<${name}${written.join('')}>${content}</${name}>`;
}

/** XML 1.0 has no way to write the other signs, not even escaped. */
function withoutForbidden(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}
