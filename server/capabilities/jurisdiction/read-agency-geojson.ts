import { AGENCY_COLUMNS, type AgencyPatch, readAgencyPatch } from './agency-patch.ts';
import type { ImportProblem } from './import-problem.ts';
import { asRecord, asText, listFeatures, readJson } from './read-json.ts';
import { readPolygon } from './read-polygon.ts';

/**
 * Reads a GeoJSON FeatureCollection or a single Feature: properties as in the CSV, a Point as the position, a Polygon or
 * MultiPolygon as the area. A known agency needs only `code` and what is new, so areas can be in a separate file.
 * @param notes what was corrected
 */
export function readAgencyGeoJson(text: string, problems: ImportProblem[], notes: ImportProblem[]): AgencyPatch[] {
  const document = readJson(text, problems);
  const features = document === undefined ? [] : listFeatures(document, problems, 'not-geojson');
  return features.flatMap(({ properties, geometry, line }) => {
    const where = { place: 'feature', line } as const;
    const values = new Map(
      AGENCY_COLUMNS.filter((column) => properties[column] !== undefined).map((column) => [
        column,
        asText(properties[column]),
      ]),
    );
    const isPoint = asRecord(geometry).type === 'Point';
    if (isPoint) {
      const point: unknown = asRecord(geometry).coordinates;
      const [lng, lat]: unknown[] = Array.isArray(point) ? point : [];
      values.set('lat', asText(lat)).set('lng', asText(lng));
    }
    const patch = readAgencyPatch(where, values, problems);
    if (patch === undefined || isPoint || geometry === null || geometry === undefined) return patch ? [patch] : [];
    const name = [patch.code, patch.nameTh].filter(Boolean).join(' ');
    const read = readPolygon(geometry);
    if ('fault' in read) {
      problems.push({ ...where, name, ...read.fault });
      return [];
    }
    notes.push(...read.notes.map((note) => ({ ...where, name, ...note })));
    return [{ ...patch, area: { polygon: read.polygon, isApproximate: properties.approximate === true } }];
  });
}
