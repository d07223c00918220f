import { isTooDeep } from '#platform/json-depth';
import type { ImportProblem } from './import-problem.ts';

/** Boundaries nest nine levels deep (collection, features, feature, geometry, four of coordinates, numbers). */
const DEEPEST = 40;
/** All subdistricts, districts and provinces are 8,500. */
const MOST_FEATURES = 50_000;
/** The official outlines of the country in full detail have about three million corners. */
export const MOST_CORNERS = 10_000_000;

export type RawFeature = { line: number; properties: Record<string, unknown>; geometry: unknown };

/** Undefined for invalid JSON, and for JSON nested deeper than any map, which would overflow the stack. */
export function readJson(text: string, problems: ImportProblem[]): unknown {
  const refuse = (code: 'not-json' | 'too-deep') => void problems.push({ place: 'line', line: 1, code, params: {} });
  if (isTooDeep(text, DEEPEST)) return refuse('too-deep');
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return refuse('not-json');
  }
}

/** The features of a GeoJSON FeatureCollection, or a single Feature. */
export function listFeatures(
  document: unknown,
  problems: ImportProblem[],
  otherwise: 'not-geojson' | 'not-boundaries',
): RawFeature[] {
  const refuse = (code: ImportProblem['code']): RawFeature[] => {
    problems.push({ place: 'line', line: 1, code, params: {} });
    return [];
  };
  const { type, features: several } = asRecord(document);
  const features = type === 'Feature' ? [document] : several;
  if ((type !== 'FeatureCollection' && type !== 'Feature') || !Array.isArray(features)) return refuse(otherwise);
  if (features.length === 0) return refuse('file-empty');
  if (features.length > MOST_FEATURES) return refuse('too-many-features');
  return features.map((feature: unknown, at) => {
    const { properties, geometry } = asRecord(feature);
    return { line: at + 1, properties: asRecord(properties), geometry };
  });
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Text of a plain JSON value; an object or list counts as empty. */
export function asText(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
}
