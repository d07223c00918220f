import { AGENCY_COLUMNS, type AgencyPatch, readAgencyPatch } from './agency-patch.ts';
import type { ImportProblem } from './import-problem.ts';
import { readPolygon } from './read-polygon.ts';

/**
 * Reads a GeoJSON FeatureCollection or a single Feature: properties as in the CSV, a Point as the position, a Polygon or MultiPolygon as the
 * area. A known agency needs only `code` and what is new, so areas can come in a file of their own.
 * @param notes what was put right
 */
export function readAgencyGeoJson(text: string, problems: ImportProblem[], notes: ImportProblem[]): AgencyPatch[] {
  const features = readFeatures(text, problems, 'not-geojson');
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

export type RawFeature = { line: number; properties: Record<string, unknown>; geometry: unknown };

/** The features of a FeatureCollection, numbered from 1, or the one that stands alone; anything else is one problem. */
export function readFeatures(
  text: string,
  problems: ImportProblem[],
  otherwise: 'not-geojson' | 'not-boundaries',
): RawFeature[] {
  const document = readJson(text, problems);
  if (document === undefined) return [];
  const { type, features: several } = asRecord(document);
  const features = type === 'Feature' ? [document] : several;
  if ((type !== 'FeatureCollection' && type !== 'Feature') || !Array.isArray(features)) {
    problems.push({ place: 'line', line: 1, code: otherwise, params: {} });
    return [];
  }
  if (features.length === 0) problems.push({ place: 'line', line: 1, code: 'file-empty', params: {} });
  return features.map((feature: unknown, at) => {
    const { properties, geometry } = asRecord(feature);
    return { line: at + 1, properties: asRecord(properties), geometry };
  });
}

export function readJson(text: string, problems: ImportProblem[]): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    problems.push({ place: 'line', line: 1, code: 'not-json', params: {} });
    return undefined;
  }
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Text of a plain JSON value; an object or list has none, and is then refused as an empty value. */
export function asText(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
}
